"""What municipalities without a partner seek or offer; who stands behind a request is kept apart (see submissions)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.pages.models import ForumPage
from partnerships.fields import spoken_languages


class RequestKind(models.TextChoices):
    """Whether a partner is sought or something is offered to one."""

    SEEK = "seek", pgettext_lazy("partner request", "seeks")
    OFFER = "offer", pgettext_lazy("partner request", "offers")


class SizeClass(models.TextChoices):
    """How large a municipality is, as people say it; see services.requests.sizes for the bounds."""

    SMALL = "small", _("up to 20,000 inhabitants")
    MEDIUM = "medium", _("20,000 to 100,000 inhabitants")
    LARGE = "large", _("100,000 to 500,000 inhabitants")
    MAJOR = "major", _("over 500,000 inhabitants")


class PartnerRequestIndexPage(ForumPage):
    """All open requests, how a partnership is begun, and the way to the form."""

    is_section = True
    template = "partnerships/request_index_page.html"
    parent_page_types: tuple = ()
    subpage_types = ("partnerships.PartnerRequestPage",)

    class Meta:
        verbose_name = _("section of partner requests")


class PartnerRequestPage(ForumPage):
    """One request; it is open until the page expires, which every language does at the same moment."""

    kind = models.CharField(_("kind"), max_length=8, choices=RequestKind, default=RequestKind.SEEK)
    place = models.ForeignKey(
        "cms_entities.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("municipality"), help_text=_("Needed before the request is published."),
    )  # fmt: skip
    brings = models.TextField(_("what it brings"), blank=True)
    wished_country = models.ForeignKey(
        "cms_entities.Country", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("country of the partner"),
    )  # fmt: skip
    wished_size = models.CharField(
        _("size of the partner"), max_length=8, choices=SizeClass, blank=True, help_text=_("Empty: any size.")
    )

    parent_page_types = ("partnerships.PartnerRequestIndexPage",)
    subpage_types: tuple = ()
    template = "partnerships/request_page.html"
    detail_panels = (
        MultiFieldPanel(
            (FieldRowPanel((FieldPanel("kind"), FieldPanel("place"))), FieldPanel("brings")),
            heading=_("Partner request"),
            help_text=_("The request is open until the page expires; set that moment in the schedule."),
        ),
        MultiFieldPanel(
            (
                FieldRowPanel((FieldPanel("wished_country"), FieldPanel("wished_size"))),
                InlinePanel("wished_regions", label=_("Region"), heading=_("Regions of the partner"), max_num=6),
                InlinePanel("languages", label=_("Language"), heading=_("Languages spoken"), max_num=8),
            ),
            heading=_("Whom it looks for"),
        ),
    )
    translation_policies = {**ForumPage.translation_policies, "brings": "source"}

    class Meta:
        verbose_name = _("partner request")


class WishedRegion(Orderable):
    """A region in which the partner may lie."""

    page = ParentalKey(PartnerRequestPage, on_delete=models.CASCADE, related_name="wished_regions")
    region = models.ForeignKey(
        "cms_entities.Region", on_delete=models.PROTECT, related_name="+", verbose_name=_("region")
    )

    panels = (FieldPanel("region"),)

    class Meta(Orderable.Meta):
        verbose_name = _("region of the partner")


class RequestLanguage(Orderable):
    """A language in which the municipality can be written to."""

    page = ParentalKey(PartnerRequestPage, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=12, choices=spoken_languages)

    panels = (FieldPanel("code"),)

    class Meta(Orderable.Meta):
        verbose_name = _("language spoken")
