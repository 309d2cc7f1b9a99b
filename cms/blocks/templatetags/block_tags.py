"""Tags for block templates: the language a leaf or a name is in."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def language_of_leaf(context: Context, *leaf: str) -> str:
    """The language of a leaf of this block ("text", or "links" item_id "label"), "" when it is the page's.

    Reads `foreign_paths` of the page's context (path -> language code) and `block_path` of the block's.
    """
    path = ".".join((context.get("block_path", ""), *(str(part) for part in leaf)))
    return (context.get("foreign_paths") or {}).get(path, "")


@register.simple_tag(takes_context=True)
def lang_of(context: Context, *leaf: str) -> str:
    """` lang="de"` when the leaf of this block is not in the page's language."""
    language = language_of_leaf(context, *leaf)
    return format_html(' lang="{}"', language) if language else ""


@register.simple_tag
def lang_unless_current(language: str) -> str:
    """` lang="de"` for a name that is not in the language being shown."""
    return "" if language == get_language() else format_html(' lang="{}"', language)


@register.filter
def dialled(number: str) -> str:
    """A telephone number as machines dial it: digits and the plus before them."""
    return "".join(sign for sign in number.replace("(0)", "") if sign.isdigit() or sign == "+")
