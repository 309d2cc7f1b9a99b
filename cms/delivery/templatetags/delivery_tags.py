"""{% delivered %} once in the base template: sets `delivered` and `foreign_paths` for all that follows."""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.delivery.services.delivered import delivered as read_delivered

register = template.Library()


@register.simple_tag(takes_context=True)
def delivered(context: RequestContext) -> str:
    """Put what the store knows of the page into the context; prints nothing."""
    found = read_delivered(context.get("page"), get_language() or "")
    context.dicts[0]["delivered"] = found
    context.dicts[0]["foreign_paths"] = found.foreign_paths
    return ""


@register.simple_tag(takes_context=True)
def lang(context: RequestContext, *path: object) -> SafeString:
    """` lang="de"` when the text at the path of the page ("links" link.id "label") is not in the page's language."""
    language = (context.get("foreign_paths") or {}).get(".".join(str(part) for part in path))
    return format_html(' lang="{}"', language) if language else SafeString("")


@register.simple_tag
def card_lang(card: dict, path: str) -> SafeString:
    """` lang="de"` when the text at the path of a card is not in the card's language."""
    language = card.get("foreign_text", {}).get(path)
    return format_html(' lang="{}"', language) if language else SafeString("")
