"""{% slot "site.navigation" %}: what plugins put at a named place of a template."""

import logging
from collections.abc import Callable

from django import template
from django.apps import apps
from django.template.context import RequestContext
from django.utils.safestring import SafeString, mark_safe

from cms.plugins.registry import registry

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str) -> SafeString:
    """The joined renderings of a slot; each contribution is a callable(context) -> SafeString.

    One that fails is logged and left out.
    """
    renderers = registry.read("slots").get(name, [])
    return mark_safe("".join(_contained(render, context, name) for render in renderers))  # noqa: S308  (plugins return SafeString)


def _contained(render: Callable, context: RequestContext, name: str) -> str:
    # No savepoint: pages are read outside transactions, so that a failed query spoils nothing around it.
    try:
        return str(render(context))
    except Exception:
        owner = apps.get_containing_app_config(render.__module__)
        extra = {"plugin": owner.label if owner else render.__module__, "slot": name}
        logger.exception("Slot of a plugin failed", extra=extra)
        return ""
