"""Whether readers may see a file."""

from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import RightsMixin


def is_public(file: RightsMixin) -> bool:
    """Neither expired nor in a collection that is restricted itself or by one above it."""
    if file.is_expired:
        return False
    path = Collection.objects.values_list("path", flat=True).get(pk=file.collection_id)
    steps = [path[:end] for end in range(Collection.steplen, len(path) + 1, Collection.steplen)]
    return not CollectionViewRestriction.objects.filter(collection__path__in=steps).exists()
