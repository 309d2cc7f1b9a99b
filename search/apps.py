"""App config of search."""

from datetime import timedelta

from cms.plugins.config import PluginConfig
from cms.plugins.schedule import schedule


class SearchConfig(PluginConfig):
    """Contributes by conventional names; the worker reads documents and renews what is past its time."""

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
        from .services import missed
        from .services.documents.reading import read_missing
        from .services.renewal import store_due

        schedule("renew what is searched besides pages", store_due)
        schedule("forget old searches without result", missed.forget_old, every=timedelta(days=1))
        schedule("read documents that were not read", read_missing, every=timedelta(hours=1))
