"""{% language_of page "lead" %}: the language a text of the page is in."""

from django import template
from django.template.context import RequestContext

register = template.Library()


@register.simple_tag(takes_context=True)
def language_of(context: RequestContext, page: object, path: str) -> str:
    """The language code of the text at a path."""
    return (context.get("foreign_paths") or {}).get(path, page.locale.language_code)
