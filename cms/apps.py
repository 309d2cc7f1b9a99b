"""App config of the host."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Templates, static files, catalogues, commands and checks of the host."""

    name = "cms"
    label = "cms"
    verbose_name = "Dialograum"
