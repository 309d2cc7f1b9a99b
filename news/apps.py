"""App config of news."""

from cms.plugins.config import PluginConfig


class NewsConfig(PluginConfig):
    """Contributes by conventional names only."""

    name = "news"
    verbose_name = "News"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"
