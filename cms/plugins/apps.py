"""App config of cms.plugins."""

from django.apps import AppConfig


class PluginsConfig(AppConfig):
    """Labelled cms_plugins; brings the slot tag and the checks of the contract."""

    name = "cms.plugins"
    label = "cms_plugins"
    verbose_name = "Plugins"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers itself once apps are loaded)
