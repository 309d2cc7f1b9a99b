"""System checks of the plugin contract."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .config import PluginConfig


@register
def check_plugin_configs(**kwargs: Any) -> list[CheckMessage]:
    """cms.E001: every entry of CMS_PLUGINS loads a PluginConfig, else its contributions are never found."""
    loaded = {name for config in apps.get_app_configs() if isinstance(config, PluginConfig) for name in _names(config)}
    return [
        Error(
            f"CMS_PLUGINS names {entry!r}, which is not a plugin.",
            hint="Its apps.py must define a subclass of cms.plugins.config.PluginConfig.",
            id="cms.E001",
        )
        for entry in settings.CMS_PLUGINS
        if entry not in loaded
    ]


def _names(config: PluginConfig) -> set[str]:
    """The names under which CMS_PLUGINS may list a config: package, dotted class path, label."""
    return {config.name, f"{type(config).__module__}.{type(config).__qualname__}", config.label}
