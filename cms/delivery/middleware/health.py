"""/healthz says that the process answers, /readyz that what it needs answers too."""

import logging
import uuid
from collections.abc import Callable

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Answers probes before hosts, redirects, sessions or languages are looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            return readiness()
        return self.get_response(request)


def readiness() -> JsonResponse:
    """200 when every dependency answers, else 503 naming those that fail."""
    failing = {}
    for name, check in CHECKS.items():
        try:
            problem = check()
        except Exception as error:  # noqa: BLE001  (any failure of a dependency means not ready)
            logger.warning("dependency failing", extra={"dependency": name, "error": type(error).__name__})
            problem = type(error).__name__
        if problem:
            failing[name] = problem
    return JsonResponse(
        {"status": "unavailable" if failing else "ok", "failing": failing}, status=503 if failing else 200
    )


def check_database() -> str:
    """Whether the database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def check_migrations() -> str:
    """Whether the tables are those of this code."""
    executor = MigrationExecutor(connection)
    return "pending" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else ""


def check_cache() -> str:
    """Whether what is written can be read back."""
    key, value = f"readyz-{uuid.uuid4()}", "ok"
    cache.set(key, value, 5)
    return "" if cache.get(key) == value else "lost what was written"


def check_storage() -> str:
    """Whether the folder of uploads can be listed."""
    default_storage.listdir("")
    return ""


CHECKS = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
    "storage": check_storage,
}
