"""App config of cms.media."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Labelled cms_media, which decides its tables' names."""

    name = "cms.media"
    label = "cms_media"
    verbose_name = "Pictures and documents"
    default_auto_field = "django.db.models.BigAutoField"
