"""App config of partnerships."""

from datetime import timedelta

from cms.plugins.config import PluginConfig
from cms.plugins.schedule import schedule


class PartnershipsConfig(PluginConfig):
    """Contributes by conventional names; the worker prunes the directory's log and goes on with imports."""

    name = "partnerships"
    verbose_name = "Partnerships"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"

    def ready(self) -> None:
        super().ready()
        from .services.directory.changes import prune
        from .services.importing.runs import resume_stalled

        schedule("forget old changes of the directory", prune, every=timedelta(hours=1))
        schedule("go on with imports whose task was lost", resume_stalled)
