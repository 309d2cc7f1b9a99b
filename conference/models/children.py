"""Translatable children of an edition: facts flow to every language, labels wait for the translator."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from conference.fields import default_time_zone, validate_time_zone

from .edition import EditionPage


class Mode(models.TextChoices):
    """How one takes part."""

    ANY = "any", _("In person and digital")
    IN_PERSON = "in_person", _("In person")
    DIGITAL = "digital", _("Digital")


class DeadlineAudience(models.TextChoices):
    """Whom a deadline concerns."""

    PARTICIPANTS = "participants", _("Participants")
    TRAVEL = "travel", _("Travel packages")
    PRESS = "press", _("Press")


class Deadline(TranslatableMixin, Orderable):
    """The moment at which something closes for one audience in one mode."""

    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="deadlines")
    audience = models.CharField(_("audience"), max_length=16, choices=DeadlineAudience)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode, default=Mode.ANY)
    moment = models.DateTimeField(_("closes at"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, validators=[validate_time_zone]
    )
    label = models.CharField(_("label"), max_length=255, help_text=_("What closes, e.g. Registration of participants."))
    note = models.CharField(_("note"), max_length=500, blank=True)

    panels = (
        FieldRowPanel((FieldPanel("audience"), FieldPanel("mode"))),
        FieldRowPanel((FieldPanel("moment"), FieldPanel("time_zone"))),
        FieldPanel("label"),
        FieldPanel("note"),
    )
    override_translatable_fields = [SynchronizedField("time_zone", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("deadline")


class WorkingGroup(TranslatableMixin, Orderable):
    """A working group and who coordinates it."""

    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="working_groups")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    coordinator = models.ForeignKey(
        "cms_entities.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coordinator"),
    )

    panels = (
        FieldRowPanel((FieldPanel("number"), FieldPanel("coordinator"))),
        FieldPanel("title"),
        FieldPanel("description"),
    )

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("working group")


class SisterEvent(TranslatableMixin, Orderable):
    """An event beside the edition with a count of its own, such as the Youth Forum."""

    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="sister_events")
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=255)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.ForeignKey(
        "cms_entities.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    closing_place = models.ForeignKey(
        "cms_entities.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second place"),
    )
    in_person = models.BooleanField(_("in person"), default=True)
    digital = models.BooleanField(_("digital"), default=False)
    website = models.URLField(_("website"), blank=True)

    panels = (
        FieldRowPanel((FieldPanel("number"), FieldPanel("title"))),
        FieldRowPanel((FieldPanel("starts_on"), FieldPanel("ends_on"))),
        FieldRowPanel((FieldPanel("place"), FieldPanel("closing_place"))),
        FieldRowPanel((FieldPanel("in_person"), FieldPanel("digital"))),
        FieldPanel("website"),
    )

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("sister event")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})
