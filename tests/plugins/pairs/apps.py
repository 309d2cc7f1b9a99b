"""App config of the pairs: tables of the test databases, no plugin, so that it adds nothing to API and search."""

from django.apps import AppConfig


class PairsConfig(AppConfig):
    """Stands in INSTALLED_APPS of the tests."""

    name = "tests.plugins.pairs"
    label = "pairs"
    default_auto_field = "django.db.models.BigAutoField"
