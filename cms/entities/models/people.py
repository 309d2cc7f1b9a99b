"""Organisations and persons."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .names import Entity, NameRow
from .places import Place


class Organisation(Entity):
    """A body that organises, hosts, supports or coordinates."""

    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="organisations", verbose_name=_("seat")
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class OrganisationName(NameRow):
    """A name of an organisation."""

    entity = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="names")


class Visibility(models.TextChoices):
    """Who may see a person; naming people can endanger them, so the default is staff only."""

    PUBLIC = "public", _("public")
    ACCREDITED = "accredited", _("accredited journalists")
    STAFF = "staff", _("staff only")


class Person(Entity):
    """Someone named in a public function."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
        verbose_name=_("organisation"),
    )
    visibility = models.CharField(_("visible to"), max_length=12, choices=Visibility, default=Visibility.STAFF)
    visible_until = models.DateField(_("visible until"), null=True, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    @property
    def is_public(self) -> bool:
        """Whether visitors may see this person today."""
        expired = self.visible_until is not None and self.visible_until < timezone.localdate()
        return self.visibility == Visibility.PUBLIC and not expired

    def localized_function(self, language: str) -> tuple[str, str]:
        """(function, language it is in); ("", language) when none is recorded."""
        rows = {row.language: row.text for row in self.functions.all()}
        for wanted in (language, settings.LANGUAGE_CODE, *rows):
            if rows.get(wanted):
                return rows[wanted], wanted
        return "", language


class PersonName(NameRow):
    """A name of a person."""

    entity = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")


class PersonFunction(Orderable):
    """The function a person holds or held, in one language."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="functions")
    language = models.CharField(_("language"), max_length=12)
    text = models.CharField(_("function"), max_length=255)
