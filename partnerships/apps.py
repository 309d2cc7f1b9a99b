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
        from .services import relay
        from .services.confirmation.letters import send_due
        from .services.directory.changes import prune
        from .services.importing.runs import resume_stalled
        from .services.requests.lifetime import forget_due, remind_due

        schedule("forget old changes of the directory", prune, every=timedelta(hours=1))
        schedule("go on with imports whose task was lost", resume_stalled)
        schedule("remind of partner requests that end soon", remind_due, every=timedelta(hours=1))
        schedule("forget partner requests that are over", forget_due, every=timedelta(hours=1))
        schedule("send messages to actors of partnerships", relay.send_waiting)
        schedule("forget old messages to actors", relay.forget, every=timedelta(hours=1))
        schedule("send letters of confirmation", send_due)
