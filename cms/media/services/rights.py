"""Whether readers may see a file."""

from collections.abc import Set as AbstractSet

from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import RightsMixin


def is_public(file: RightsMixin, restricted: AbstractSet[int] | None = None) -> bool:
    """Neither expired nor in a restricted collection; `restricted_collections()` may be given along."""
    if file.is_expired:
        return False
    return file.collection_id not in (restricted_collections() if restricted is None else restricted)


def restricted_collections() -> frozenset[int]:
    """Collections that are restricted themselves or by one above them."""
    paths = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    if not paths:
        return frozenset()
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    return frozenset(Collection.objects.filter(below).values_list("pk", flat=True))
