"""Conference series."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models import ForumPage, HeroMixin


class SeriesPage(HeroMixin, ForumPage):
    """A recurring conference; its editions stand below it."""

    parent_page_types = ()
    is_section = True
    detail_panels = HeroMixin.hero_panels
    translation_policies = {**ForumPage.translation_policies, **HeroMixin.hero_policies}

    class Meta:
        verbose_name = _("conference series")
