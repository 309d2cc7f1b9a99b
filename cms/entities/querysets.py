"""Finding entities by any of their names, and ordering them by the name shown."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from cms.entities.folding import fold

OFFICIAL = "official"


class EntityQuerySet(models.QuerySet):
    """Entities with what a list of them needs."""

    def search(self, text: str) -> "EntityQuerySet":
        """Entities with one name, in any language and of any kind, that holds every word in any spelling."""
        rows = self._name_rows()
        for word in fold(text).split():
            rows = rows.filter(folded__contains=word)
        return self.filter(Exists(rows)) if fold(text) else self

    def with_shown_name(self, language: str | None = None) -> "EntityQuerySet":
        """Annotates `shown_name` as `name_in(language)` gives it, for ordering."""
        return self.annotate(shown_name=shown_name(self.model, language))

    def by_name(self) -> "EntityQuerySet":
        """In the order of the names in the active language, with all names at hand."""
        return self.with_shown_name().order_by("shown_name", "pk").prefetch_related("names")

    def without_name_in(self, language: str) -> "EntityQuerySet":
        """Entities that have no official name in the language."""
        return self.exclude(Exists(self._name_rows().filter(kind=OFFICIAL, language=language)))

    def _name_rows(self) -> QuerySet:
        return self.model.names.rel.related_model.objects.filter(entity=OuterRef("pk"))


def shown_name(model: type[models.Model], language: str | None = None, outer: str = "pk") -> Coalesce:
    """The official name of what `outer` points at: in the language, in the default one, any, the key."""
    rows = model.names.rel.related_model.objects.filter(entity=OuterRef(outer), kind=OFFICIAL)
    rows = rows.order_by("sort_order", "pk").values("text")
    wanted = (language or get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)
    key = F("key") if outer == "pk" else F(f"{outer}__key")
    return Coalesce(
        *(Subquery(rows.filter(language=code)[:1]) for code in dict.fromkeys(wanted)),
        Subquery(rows[:1]),
        key,
        output_field=models.CharField(),
    )
