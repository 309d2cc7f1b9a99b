"""App config of cms.translation."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Labelled cms_translation, which decides its tables' names."""

    name = "cms.translation"
    label = "cms_translation"
    verbose_name = "Translation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.plugins.schedule import schedule

        from . import (  # noqa: F401  (checks register themselves, signals connect once apps are loaded)
            checks,
            receivers,
        )
        from .services.sections import resume_stalled

        schedule("go on with translations of sections", resume_stalled)
