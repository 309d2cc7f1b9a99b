"""App config of the host."""

from datetime import timedelta

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Templates, static files, catalogues, commands and checks of the host."""

    name = "cms"
    label = "cms"
    verbose_name = "Dialograum"

    def ready(self) -> None:
        from cms.accounts.services.throttling import forget_attempts
        from cms.management.upkeep.retention import forget_expired_sessions, forget_finished_tasks
        from cms.management.upkeep.tasks import release_abandoned
        from cms.plugins.schedule import schedule

        schedule("run tasks of lost workers again", release_abandoned)
        schedule("forget failed logins", forget_attempts, every=timedelta(hours=1))
        schedule("forget finished tasks", forget_finished_tasks, every=timedelta(hours=1))
        schedule("forget expired sessions", forget_expired_sessions, every=timedelta(days=1))
