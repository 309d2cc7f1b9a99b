"""The news index."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models import ForumPage


class NewsIndexPage(ForumPage):
    """Lists the articles below it, newest first."""

    parent_page_types = ()
    is_section = True

    class Meta:
        verbose_name = _("news index")
