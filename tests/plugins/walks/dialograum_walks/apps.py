"""App config of the walks plugin."""

from cms.plugins.config import PluginConfig


class WalksConfig(PluginConfig):
    """Activated by its entry point: CMS_PLUGINS=...,walks."""

    name = "dialograum_walks"
    label = "walks"
    verbose_name = "Walks"
    version = "1.2.0"
    requires_cms = ">=1.0,<2"
    default_auto_field = "django.db.models.BigAutoField"
