"""The news index."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models import ForumPage


class NewsIndexPage(ForumPage):
    """Lists all articles of its language, newest first; there is one below a home page."""

    parent_page_types = ()
    max_count_per_parent = 1
    is_section = True

    class Meta:
        verbose_name = _("news index")
