"""App config of partnerships."""

from cms.plugins.config import PluginConfig


class PartnershipsConfig(PluginConfig):
    """Contributes by conventional names only."""

    name = "partnerships"
    verbose_name = "Partnerships"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"
