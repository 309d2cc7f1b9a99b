"""App config of cms.plugins."""

from django.apps import AppConfig


class PluginsConfig(AppConfig):
    """Labelled cms_plugins, which decides its tables' names."""

    name = "cms.plugins"
    label = "cms_plugins"
    verbose_name = "Plugins"
    default_auto_field = "django.db.models.BigAutoField"
