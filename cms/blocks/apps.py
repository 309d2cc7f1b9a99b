"""App config of cms.blocks."""

from django.apps import AppConfig


class BlocksConfig(AppConfig):
    """Labelled cms_blocks, which decides its tables' names."""

    name = "cms.blocks"
    label = "cms_blocks"
    verbose_name = "Blocks"
    default_auto_field = "django.db.models.BigAutoField"
