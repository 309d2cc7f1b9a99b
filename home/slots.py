"""Name, navigation and footer of every page of the site.

Templates and what they get: home/slots/site_name.html (forum_name, home_address), site_navigation.html (entries:
title, url, type, is_current), site_footer.html (forum_name, footer_text, postal_address, contact_email, entries).
"""

from typing import Any

from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.content_store.services import reading
from home.models import SiteSettings

# Lasting texts (imprint, privacy, accessibility) belong to the foot of the page, everything else to its head.
FOOTER_TYPE = "home.standard"


def site_name(context: Context) -> SafeString:
    """The forum's name in the language being shown, leading home."""
    home_address = reverse("wagtail_serve", args=("",))
    return _render("site_name", context, forum_name=_settings(context).forum_name, home_address=home_address)


def site_navigation(context: Context) -> SafeString:
    """The pages that editors put into menus."""
    entries = [entry for entry in _menu(context) if entry["type"] != FOOTER_TYPE]
    return _render("site_navigation", context, entries=entries)


def site_footer(context: Context) -> SafeString:
    """Whose site this is, how to write to them, and the lasting texts."""
    settings = _settings(context)
    return _render(
        "site_footer",
        context,
        forum_name=settings.forum_name,
        footer_text=settings.footer_text,
        postal_address=settings.postal_address,
        contact_email=settings.contact_email,
        entries=[entry for entry in _menu(context) if entry["type"] == FOOTER_TYPE],
    )


def _render(name: str, context: Context, **values: Any) -> SafeString:
    return render_to_string(f"home/slots/{name}.html", values, request=context.get("request"))


def _settings(context: Context) -> SiteSettings:
    request = context.get("request")
    return SiteSettings.for_request(request) if isinstance(request, HttpRequest) else SiteSettings()


def _menu(context: Context) -> list[dict[str, Any]]:
    """Read once per rendering, for head and foot."""
    if "site_menu" not in context.render_context:
        path = getattr(context.get("request"), "path", "")
        context.render_context["site_menu"] = [
            {**entry, "is_current": path.startswith(entry["url"])} for entry in reading.menu(get_language() or "")
        ]
    return context.render_context["site_menu"]


slots = {"site.name": site_name, "site.navigation": site_navigation, "site.footer": site_footer}
