"""App config of search."""

from cms.plugins.config import PluginConfig


class SearchConfig(PluginConfig):
    """Contributes by conventional names only."""

    name = "search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"
