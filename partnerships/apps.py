"""App config of partnerships."""

from datetime import timedelta

from cms.plugins.config import PluginConfig
from cms.plugins.schedule import schedule


class PartnershipsConfig(PluginConfig):
    """Contributes by conventional names; the worker sends, reminds, prunes and forgets."""

    name = "partnerships"
    verbose_name = "Partnerships"
    default_auto_field = "django.db.models.BigAutoField"
    requires_cms = ">=1.0,<2"

    def ready(self) -> None:
        super().ready()
        from .services.confirmation.letters import send_due
        from .services.directory.changes import prune
        from .services.importing.runs import resume_stalled
        from .services.relay.queue import forget, send_waiting
        from .services.requests.lifetime import forget_due
        from .services.requests.notices import remind_due, tell_due

        schedule("forget old changes of the directory", prune, every=timedelta(hours=1))
        schedule("go on with imports whose task was lost", resume_stalled)
        schedule("tell of partner requests that are published", tell_due)
        schedule("remind of partner requests that end soon", remind_due, every=timedelta(hours=1))
        schedule("forget partner requests that are over", forget_due, every=timedelta(hours=1))
        schedule("pass on messages of readers", send_waiting)
        schedule("forget old messages of readers", forget, every=timedelta(hours=1))
        schedule("send letters of confirmation", send_due)
