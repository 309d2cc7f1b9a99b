"""Staff find a page by any name of its places, in the explorer and in the choosers."""

import unicodedata
from functools import cache

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.search import index

from cms.entities.models import Place, PlaceName

PLACE_NAMES = "place_names"


class PlacesMixin(models.Model):
    """The names of the places that the page or its children point at, for the admin's search."""

    place_search_fields = (index.SearchField(PLACE_NAMES), index.AutocompleteField(PLACE_NAMES))

    class Meta:
        abstract = True

    @property
    def place_names(self) -> str:
        """Every name, in all languages and of all times, also without the marks that keyboards lack."""
        stored = type(self)._base_manager.filter(pk=self.pk).order_by()
        places = {pk for path in place_paths(type(self)) for pk in stored.values_list(path, flat=True) if pk}
        names = set(PlaceName.objects.filter(entity__in=places).values_list("text", flat=True)) if places else set()
        return " ".join(sorted(names | {unmarked(name) for name in names}))


@cache
def place_paths(model: type[models.Model]) -> tuple[str, ...]:
    """How a page type leads to places: its own fields and those of its children, as look-ups."""
    own = [field.name for field in model._meta.fields if field.related_model is Place]
    children = [
        f"{relation.get_accessor_name()}__{field.name}"
        for relation in get_all_child_relations(model)
        for field in relation.related_model._meta.fields
        if field.related_model is Place
    ]
    return (*own, *children)


def unmarked(text: str) -> str:
    """The text without the marks of its letters: "Düren" is typed "Duren" on many keyboards."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
