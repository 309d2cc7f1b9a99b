"""Name, navigation and footer of every page of the site.

Templates and what they get: home/slots/site_title.html (forum_name, for the head), site_name.html (forum_name,
home_address), site_navigation.html (entries: word, title, url, type, is_current: "page", "true" or ""),
site_footer.html (forum_name, footer_text, postal_address, contact_email, entries). "site.contact" is a link alone.
A context's "section_url" says which entry a view's page belongs to where its own address does not.
"""

from typing import Any

from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.content_store.services import reading
from cms.plugins.registry import registry
from home.models import SiteSettings

# Lasting texts (imprint, privacy, accessibility) belong to the foot of the page, everything else to its head.
FOOTER_TYPE = "home.standard"
MOST_WORDS = 5
# A longer title is no navigation word: the only page of its kind is then called by its kind.
LONGEST_WORD = 40


def site_title(context: Context) -> SafeString:
    """The forum's name without markup."""
    return _render("site_title", context, forum_name=_settings(context).forum_name)


def site_name(context: Context) -> SafeString:
    """The forum's name in the language being shown, leading home."""
    home_address = reverse("wagtail_serve", args=("",))
    return _render("site_name", context, forum_name=_settings(context).forum_name, home_address=home_address)


def site_navigation(context: Context) -> SafeString:
    """The pages that editors put into menus, the first five of them."""
    entries = [entry for entry in _menu(context) if entry["type"] != FOOTER_TYPE][:MOST_WORDS]
    types = [entry["type"] for entry in entries]
    for entry in entries:
        entry["word"] = _word(entry, is_only_one=types.count(entry["type"]) == 1)
    return _render("site_navigation", context, entries=entries)


def site_contact(context: Context) -> SafeString:
    """The forum's address for messages within a sentence; nothing where none is set."""
    address = _settings(context).contact_email
    return format_html('<a href="mailto:{0}">{0}</a>', address) if address else SafeString("")


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
        section = context.get("section_url")
        context.render_context["site_menu"] = [
            {**entry, "is_current": _currency(path, entry["url"], section)}
            for entry in reading.menu(get_language() or "")
        ]
    return context.render_context["site_menu"]


def _currency(path: str, url: str, section: str | None) -> str:
    """What aria-current says: the page itself, something above it, or nothing.

    A view whose address lies below no page names the page it belongs to.
    """
    if section is not None:
        return "true" if section == url else ""
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


def _word(entry: dict[str, Any], is_only_one: bool) -> str:
    profile = registry.read("search_profiles").get(entry["type"])
    if len(entry["title"]) <= LONGEST_WORD or profile is None or not is_only_one:
        return entry["title"]
    return str(profile.label)


slots = {
    "site.title": site_title,
    "site.name": site_name,
    "site.navigation": site_navigation,
    "site.contact": site_contact,
    "site.footer": site_footer,
}
