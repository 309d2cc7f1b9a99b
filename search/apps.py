"""App config of search."""

from datetime import timedelta

from cms.plugins.config import PluginConfig
from cms.plugins.schedule import schedule


class SearchConfig(PluginConfig):
    """Contributes by conventional names only."""

    name = "search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"

    def ready(self) -> None:
        super().ready()
        from .services.server import comparing, outbox, rebuilding

        schedule("tell the search server what changed", outbox.send_what_waits)
        schedule("go on with rebuilds of the search server", rebuilding.resume_stalled)
        schedule("compare the search server", comparing.compare_all, every=timedelta(minutes=5))
