"""App config of cms.delivery."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Labelled cms_delivery, which decides its tables' names."""

    name = "cms.delivery"
    label = "cms_delivery"
    verbose_name = "Delivery"
    default_auto_field = "django.db.models.BigAutoField"
