"""App config of home."""

from cms.plugins.config import PluginConfig


class HomeConfig(PluginConfig):
    """Contributes by conventional names only."""

    name = "home"
    verbose_name = "Home"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"
