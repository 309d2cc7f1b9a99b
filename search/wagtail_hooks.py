"""Search in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.admin.missed import MissedItem, missed_searches
from search.admin.server import ServerItem, search_server


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The operator's page, and what was searched in vain."""
    return [
        path("search-server/", search_server, name="search_server"),
        path("reports/missed-searches/", missed_searches, name="missed_searches"),
    ]


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    """Among the settings."""
    return ServerItem(_("Search server"), reverse("search_server"), name="search-server", icon_name="search", order=900)


@hooks.register("register_reports_menu_item")
def register_missed_item() -> MenuItem:
    """Among the reports, instead of Wagtail's list of terms, which nothing fills."""
    label = _("Searches without result")
    return MissedItem(label, reverse("missed_searches"), name="missed-searches", icon_name="search", order=1300)


@hooks.register("construct_reports_menu")
def hide_terms(request: HttpRequest, items: list[MenuItem]) -> None:
    """What people search is not stored."""
    items[:] = [item for item in items if item.name != "search-terms"]
