"""App config of cms.entities."""

from django.apps import AppConfig


class EntitiesConfig(AppConfig):
    """Labelled cms_entities, which decides its tables' names."""

    name = "cms.entities"
    label = "cms_entities"
    verbose_name = "Registers"
    default_auto_field = "django.db.models.BigAutoField"
