"""Bilateral theme years."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.pages.models import ForumPage, HeroMixin


class ThemeYearPage(HeroMixin, ForumPage):
    """A theme year with its period and patrons; what belongs to it gathers by itself."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    motto = models.CharField(_("motto"), max_length=255, blank=True)

    parent_page_types = ("news.NewsIndexPage",)
    is_section = True
    detail_panels = (
        FieldRowPanel((FieldPanel("starts_on"), FieldPanel("ends_on")), heading=_("Period")),
        FieldPanel("motto"),
        InlinePanel("patrons", label=_("Patron"), heading=_("Patrons")),
        *HeroMixin.hero_panels,
    )
    translation_policies = {**ForumPage.translation_policies, **HeroMixin.hero_policies}

    class Meta:
        verbose_name = _("theme year")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})


class ThemeYearPatron(Orderable):
    """A person under whose patronage the year stands."""

    page = ParentalKey(ThemeYearPage, on_delete=models.CASCADE, related_name="patrons")
    person = models.ForeignKey(
        "cms_entities.Person", on_delete=models.PROTECT, related_name="theme_years", verbose_name=_("person")
    )

    panels = (FieldPanel("person"),)
