"""Name rows and the base of every entity that has them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms.entities.folding import fold
from cms.entities.querysets import EntityQuerySet


class NameKind(models.TextChoices):
    """What a name row is."""

    OFFICIAL = "official", _("official")
    ALIAS = "alias", _("also written")
    FORMER = "former", _("former")


class NameRow(Orderable):
    """One name in one language, with its folded form for search and its years of use."""

    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.OFFICIAL)
    text = models.CharField(_("name"), max_length=255)
    folded = models.CharField(max_length=255, editable=False, db_index=True)
    valid_from = models.CharField(_("from"), max_length=10, blank=True, help_text=_("Year or ISO date."))
    valid_to = models.CharField(_("to"), max_length=10, blank=True, help_text=_("Year or ISO date."))

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.text)[:255]
        super().save(*args, **kwargs)


class Entity(ClusterableModel):
    """Something with names in several languages; `key` is stable across installations."""

    key = models.SlugField(_("key"), max_length=100, unique=True, default=uuid.uuid4, help_text=_("Used in addresses."))
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or settings.LANGUAGE_CODE)

    def name_in(self, language: str) -> str:
        """The official name in a language; else in the default language, else any, else the key."""
        return self.localized_name(language)[0]

    def localized_name(self, language: str) -> tuple[str, str]:
        """(official name, language it is in), falling back as name_in does."""
        official = [row for row in self.names.all() if row.kind == NameKind.OFFICIAL]
        for wanted in (language, settings.LANGUAGE_CODE):
            for row in official:
                if row.language == wanted:
                    return row.text, row.language
        if official:
            return official[0].text, official[0].language
        return str(self.key), settings.LANGUAGE_CODE
