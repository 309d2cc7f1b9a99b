"""When a side last confirmed that a profile is true."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Confirmation(models.Model):
    """One side's word that the profile is true, one a day at most; the latest of each side counts."""

    partnership = models.UUIDField(_("partnership"), help_text=_("Translation key of the profile."))
    place = models.ForeignKey(
        "cms_entities.Place", on_delete=models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("side"), help_text=_("Empty when staff confirmed it."),
    )  # fmt: skip
    confirmed_on = models.DateField(_("confirmed on"), default=timezone.localdate)
    office = models.CharField(_("confirmed by"), max_length=255, blank=True, help_text=_("The office, never a person."))

    class Meta:
        verbose_name = _("confirmation")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("partnership", "place", "confirmed_on"),
                condition=models.Q(place__isnull=False),
                name="confirmation_of_side_once",
            ),
            models.UniqueConstraint(
                fields=("partnership", "confirmed_on"),
                condition=models.Q(place__isnull=True),
                name="confirmation_of_staff_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("partnership", "confirmed_on"), name="partnership_confirmed")]

    def __str__(self) -> str:
        return f"{self.partnership} {self.confirmed_on}"
