"""App config of cms.pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Labelled cms_pages, which decides its tables' names."""

    name = "cms.pages"
    label = "cms_pages"
    verbose_name = "Pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.plugins.schedule import schedule

        from . import receivers  # noqa: F401  (connects itself once models are loaded)
        from .services.due import expire_due, publish_due

        schedule("publish what is due", publish_due)
        schedule("withdraw what has expired", expire_due)
