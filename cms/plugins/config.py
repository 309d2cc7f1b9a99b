"""The base class of every plugin's app config and the settings it may read."""

from importlib import import_module
from types import MappingProxyType
from typing import ClassVar

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule
from packaging.specifiers import SpecifierSet

from .registry import registry
from .version import CMS_VERSION

CONTRIBUTION_MODULES = (
    "blocks",
    "content",
    "views",
    "api",
    "search_profiles",
    "slots",
    "page_factories",
    "demo",
    "urls",
    "receivers",
)


class PluginConfig(AppConfig):
    """A Django app whose conventional names the host finds; raises ImproperlyConfigured on misfit."""

    default = False
    version: ClassVar[str] = "1.0"
    requires_cms: ClassVar[str] = ""
    default_settings: ClassVar[MappingProxyType] = MappingProxyType({})
    required_settings: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Make a plugin listed by its bare name load its own config instead of a plain AppConfig."""
        super().__init_subclass__(**kwargs)
        cls.default = True

    def ready(self) -> None:
        self._check_compatibility()
        for name in CONTRIBUTION_MODULES:
            if module_has_submodule(self.module, name):
                registry.collect(self.label, name, import_module(f"{self.name}.{name}"))

    def _check_compatibility(self) -> None:
        if CMS_VERSION not in SpecifierSet(self.requires_cms):
            raise ImproperlyConfigured(
                f"Plugin {self.label} {self.version} requires cms {self.requires_cms}; this is {CMS_VERSION}."
            )
        configured = plugin_settings(self.label, defaults=self.default_settings)
        missing = [name for name in self.required_settings if name not in configured]
        if missing:
            raise ImproperlyConfigured(
                f"Plugin {self.label} requires CMS_PLUGIN_SETTINGS['{self.label}'] to set {', '.join(missing)}."
            )


def plugin_settings(label: str, defaults: MappingProxyType = MappingProxyType({})) -> MappingProxyType:
    """Read-only settings of one plugin: its defaults under CMS_PLUGIN_SETTINGS[label]."""
    return MappingProxyType({**defaults, **getattr(settings, "CMS_PLUGIN_SETTINGS", {}).get(label, {})})
