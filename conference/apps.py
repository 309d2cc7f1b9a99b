"""App config of conference."""

from cms.plugins.config import PluginConfig


class ConferenceConfig(PluginConfig):
    """Contributes by conventional names only."""

    name = "conference"
    verbose_name = "Conference"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"
