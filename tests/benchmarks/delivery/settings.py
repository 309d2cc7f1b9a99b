"""Production, with what it is compared with mounted below /api/benchmark/."""

from cms.settings.base import *  # noqa: F403

INSTALLED_APPS += ["rest_framework", "wagtail.api.v2", "wagtail.api.v3"]  # noqa: F405
ROOT_URLCONF = "tests.benchmarks.delivery.urls"
# Pages can be shown without collected files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
