"""One profile per partnership; its title is made of the names of its places."""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from cms.entities.models import Place
from cms.pages.models import ForumPage, HeroMixin
from partnerships.fields import PartialDateField
from partnerships.forms import PartnershipForm, StatusChangesPanel

from .ledger import PublishedChange

# Between the names of the places in titles.
JOINED_BY = " – "
# Of the directory as a data set, and of a record that says nothing else.
DATA_LICENCE = "CC BY 4.0"


class RelationKind(models.TextChoices):
    """What the two sides have agreed on; see services.wording for the definitions."""

    PARTNERSHIP = "partnership", _("partnership")
    FRIENDSHIP = "friendship", _("friendship")
    CONTACT = "contact", _("contact")
    PROJECT = "project", _("project partnership")
    SOLIDARITY = "solidarity", _("solidarity partnership")
    COOPERATION = "cooperation", _("cooperation")
    NETWORK = "network", _("network")


class Evidence(models.TextChoices):
    """How well the profile's facts are documented."""

    HIGH = "high", _("well documented")
    MEDIUM = "medium", _("partly documented")
    LOW = "low", _("hardly documented")


class PartnershipPage(HeroMixin, ForumPage):
    """Two places, or more for triangles, and what is between them: kind, since when, history of its state, actors."""

    kind = models.CharField(_("kind"), max_length=12, choices=RelationKind, default=RelationKind.PARTNERSHIP)
    since = PartialDateField(_("since"), help_text=_("1991, 1991-06 or 1991-06-20; empty when it is not known."))
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("Where the facts come from: one per line, an address or a description.")
    )
    evidence = models.CharField(_("evidence"), max_length=8, choices=Evidence, default=Evidence.MEDIUM)
    licence = models.CharField(_("licence of the record"), max_length=60, default=DATA_LICENCE)
    texts_of = models.DateField(
        _("texts written on"),
        default=timezone.localdate,
        help_text=_("Readers are told when the state of the partnership has changed since then."),
    )

    # Names are data: nobody types or translates the title.
    derived_fields = ("title",)
    translations_follow = True

    base_form_class = PartnershipForm
    parent_page_types = ("partnerships.DirectoryPage",)
    subpage_types: tuple = ()
    template = "partnerships/partnership_page.html"
    detail_panels = (
        InlinePanel("places", label=_("Place"), heading=_("Places"), icon="pair", min_num=2, max_num=6),
        MultiFieldPanel(
            (
                FieldRowPanel((FieldPanel("kind"), FieldPanel("since"))),
                FieldPanel("sources"),
                FieldRowPanel((FieldPanel("evidence"), FieldPanel("licence"))),
            ),
            heading=_("Partnership"),
            icon="form",
        ),
        StatusChangesPanel(
            "status_changes",
            label=_("Change of state"),
            heading=_("History of the state"),
            icon="history",
            help_text=_(
                "The last entry is the state today. What has been published can only be withdrawn, not changed."
            ),
        ),
        InlinePanel("actors", label=_("Actor"), heading=_("Actors on both sides"), icon="group"),
        *HeroMixin.hero_panels,
        FieldPanel("texts_of"),
    )
    override_translatable_fields = [
        *ForumPage.override_translatable_fields,
        SynchronizedField("since", overridable=False),
        SynchronizedField("sources", overridable=False),
        SynchronizedField("licence", overridable=False),
    ]
    translation_policies = {**ForumPage.translation_policies, **HeroMixin.hero_policies, "lead": "withhold"}

    class Meta:
        verbose_name = _("partnership")

    @property
    def published_changes(self) -> models.QuerySet[PublishedChange]:
        """What has been published of the history, in its order."""
        return PublishedChange.objects.filter(partnership=self.translation_key)

    def derive(self, language: str) -> dict[str, str]:
        """The title in a language: the names of the places in their order."""
        places = [row.place for row in self.places.all().prefetch_related("place__names") if row.place_id]
        return {"title": title_of(places, language)}


def title_of(places: Iterable[Place], language: str) -> str:
    """The names of places as the title of their partnership."""
    return JOINED_BY.join(place.name_in(language) for place in places)[:255]


class PartnershipPlace(Orderable):
    """One side; persons of a side are hidden unless staff decide otherwise, since naming them can endanger them."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey(
        "cms_entities.Place", on_delete=models.PROTECT, related_name="partnership_sides", verbose_name=_("place")
    )
    hides_persons = models.BooleanField(
        _("hide all persons of this side"),
        default=True,
        help_text=_("Being named can endanger people. While set, nobody of this side is shown anywhere."),
    )

    panels = (FieldRowPanel((FieldPanel("place"), FieldPanel("hides_persons"))),)

    class Meta(Orderable.Meta):
        verbose_name = _("side")
