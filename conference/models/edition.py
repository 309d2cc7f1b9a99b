"""Editions of a conference."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from cms.pages.models import ForumPage, HeroMixin
from conference.fields import default_time_zone, validate_time_zone
from conference.forms import DeadlinesPanel, EditionForm


class EditionStatus(models.TextChoices):
    """What staff know that the clock does not."""

    SCHEDULED = "scheduled", pgettext_lazy("edition", "takes place as announced")
    POSTPONED = "postponed", pgettext_lazy("edition", "postponed, new date open")
    CANCELLED = "cancelled", pgettext_lazy("edition", "cancelled")


class EditionPage(HeroMixin, ForumPage):
    """One edition: number, motto, period in its own time zone, places, modes, organisers, deadlines."""

    number = models.PositiveSmallIntegerField(_("number"), help_text=_("Shown as XVI. / XVI / 16th by language."))
    motto = models.CharField(_("motto"), max_length=255, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_time_zone,
        validators=[validate_time_zone],
        help_text=_("Of the place where it is held, e.g. Europe/Moscow."),
    )
    status = models.CharField(_("status"), max_length=12, choices=EditionStatus, default=EditionStatus.SCHEDULED)
    in_person = models.BooleanField(_("in person"), default=True)
    digital = models.BooleanField(_("digital"), default=False)
    umbrella_programme = models.CharField(_("umbrella programme"), max_length=255, blank=True)
    theme_year = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme year"),
    )
    website = models.URLField(_("website"), blank=True)

    base_form_class = EditionForm
    parent_page_types = ("conference.SeriesPage",)
    detail_panels = (
        MultiFieldPanel(
            (
                FieldRowPanel((FieldPanel("number"), FieldPanel("time_zone"))),
                FieldPanel("motto"),
                FieldRowPanel((FieldPanel("starts_on"), FieldPanel("ends_on"))),
                FieldRowPanel((FieldPanel("in_person"), FieldPanel("digital"))),
                FieldPanel("status"),
                FieldPanel("umbrella_programme"),
                FieldPanel("theme_year"),
                FieldPanel("website"),
            ),
            heading=_("Edition"),
        ),
        InlinePanel("host_places", label=_("Host place"), heading=_("Host places")),
        InlinePanel("organisations", label=_("Organisation"), heading=_("Organisers, hosts, partners, sponsors")),
        DeadlinesPanel("deadlines", label=_("Deadline"), heading=_("Deadlines")),
        InlinePanel("working_groups", label=_("Working group"), heading=_("Working groups")),
        InlinePanel("sister_events", label=_("Sister event"), heading=_("Sister events")),
        *HeroMixin.hero_panels,
    )
    override_translatable_fields = [
        *ForumPage.override_translatable_fields,
        SynchronizedField("time_zone", overridable=False),
    ]
    translation_policies = {**ForumPage.translation_policies, **HeroMixin.hero_policies}

    class Meta:
        verbose_name = _("conference edition")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})
        if not (self.in_person or self.digital):
            raise ValidationError({"in_person": _("Choose at least one mode: in person or digital.")})


class EditionHostPlace(Orderable):
    """A place where the edition is held."""

    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="host_places")
    place = models.ForeignKey(
        "cms_entities.Place", on_delete=models.PROTECT, related_name="hosted_editions", verbose_name=_("place")
    )

    panels = (FieldPanel("place"),)


class OrganisationRole(models.TextChoices):
    """What an organisation does for an edition."""

    ORGANISER = "organiser", _("Organiser")
    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    SPONSOR = "sponsor", _("Supported by")


class EditionOrganisation(Orderable):
    """An organisation and its role in the edition."""

    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        "cms_entities.Organisation",
        on_delete=models.PROTECT,
        related_name="edition_roles",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=12, choices=OrganisationRole, default=OrganisationRole.ORGANISER)

    panels = (FieldRowPanel((FieldPanel("organisation"), FieldPanel("role"))),)
