"""App config of cms.content_store."""

from django.apps import AppConfig


class ContentStoreConfig(AppConfig):
    """Labelled cms_content_store, which decides its tables' names."""

    name = "cms.content_store"
    label = "cms_content_store"
    verbose_name = "Content store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.plugins.schedule import schedule

        from . import receivers  # noqa: F401  (models are loaded by now)
        from .services import previews
        from .services.sweeping import sweep

        schedule("render what is dirty or past its time", sweep)
        schedule("forget previews that no token opens any more", previews.forget_old)
