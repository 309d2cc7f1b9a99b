"""The home page of each language, standard pages and the site's own names."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.pages.models import ForumPage, HeroMixin


class HomePage(HeroMixin, ForumPage):
    """The start page of one language; everything else stands below it."""

    claim = models.CharField(_("claim"), max_length=255, blank=True, help_text=_("One line below the forum's name."))
    lead_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leading page"),
        help_text=_("The theme year or edition that opens the home page."),
    )

    parent_page_types = ("wagtailcore.Page",)
    holds_sections = True
    # The home page shows neither topics nor related pages.
    relation_panels = ()
    detail_panels = (FieldPanel("claim"), FieldPanel("lead_page"), *HeroMixin.hero_panels)
    translation_policies = {**ForumPage.translation_policies, **HeroMixin.hero_policies, "claim": "source"}

    class Meta:
        verbose_name = _("home page")


class StandardPage(HeroMixin, ForumPage):
    """A page of lasting text: about us, accessibility, privacy, imprint."""

    parent_page_types = ("home.HomePage", "home.StandardPage")
    detail_panels = HeroMixin.hero_panels
    translation_policies = {**ForumPage.translation_policies, **HeroMixin.hero_policies}

    class Meta:
        verbose_name = _("standard page")


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Names and contact of the forum that runs this site, per language."""

    forum_name = I18nCharField(_("name of the forum"), max_length=200)
    footer_text = I18nTextField(_("text in the footer"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    postal_address = I18nTextField(_("postal address"), blank=True)

    class Meta:
        verbose_name = _("site settings")
