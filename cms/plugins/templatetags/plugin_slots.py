"""{% slot "site.navigation" %}: what plugins put at a named place of a template."""

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString, mark_safe

from cms.plugins.registry import registry

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str) -> SafeString:
    """The joined renderings of a slot; each contribution is a callable(context) -> SafeString."""
    renderers = registry.read("slots").get(name, [])
    return mark_safe("".join(str(render(context)) for render in renderers))  # noqa: S308  (plugins return SafeString)
