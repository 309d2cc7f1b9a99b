"""The section that holds all profiles."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models import ForumPage


class DirectoryPage(ForumPage):
    """The directory of partnerships: the profiles stand below it, its list is computed."""

    is_section = True
    template = "partnerships/directory_page.html"
    parent_page_types: tuple = ()
    subpage_types = ("partnerships.PartnershipPage",)

    class Meta:
        verbose_name = _("directory of partnerships")
