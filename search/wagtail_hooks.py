"""Search in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.admin.server import ServerItem, search_server


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The operator's page."""
    return [path("search-server/", search_server, name="search_server")]


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    """Among the settings."""
    return ServerItem(_("Search server"), reverse("search_server"), name="search-server", icon_name="search", order=900)
