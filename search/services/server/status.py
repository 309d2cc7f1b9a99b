"""What an operator is told of the search server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Min

from search.engines.elastic import indexes
from search.engines.elastic.breaker import breaker
from search.engines.elastic.connection import NONSENSE, Refused, Unavailable, ask
from search.models import RunKind, SearchChange, SearchDocument, SearchRun

SHOWN_RUNS = 10


@dataclass(frozen=True)
class Server:
    """A server that answers: its product and version, and the health of its cluster (green, yellow, red)."""

    product: str
    health: str
    nodes: int


@dataclass(frozen=True)
class Language:
    """How many documents of a language there are, and how many the server holds; None without an index."""

    code: str
    stored: int
    held: int | None


@dataclass(frozen=True)
class Status:
    """Everything on the page; `server` is None when it does not answer, or there is none."""

    addresses: Sequence[str]
    server: Server | None
    breaker: str
    languages: Sequence[Language]
    waiting: int
    waiting_since: datetime | None
    rebuilds: Sequence[SearchRun]
    comparisons: Sequence[SearchRun]


def status() -> Status:
    """As it is at the moment; a server that does not answer keeps nobody waiting."""
    stored = dict(SearchDocument.objects.values_list("locale").annotate(Count("pk")).order_by())
    waiting = SearchChange.objects.aggregate(number=Count("pk"), since=Min("changed_at"))
    server, held = _asked() if settings.SEARCH_URLS else (None, {})
    runs = SearchRun.objects.order_by("-pk")
    return Status(
        addresses=[_without_password(url) for url in settings.SEARCH_URLS],
        server=server,
        breaker=breaker.current_state,
        languages=[Language(code, stored.get(code, 0), held.get(code)) for code in indexes.languages()],
        waiting=waiting["number"],
        waiting_since=waiting["since"],
        rebuilds=runs.filter(kind=RunKind.REBUILD)[:SHOWN_RUNS],
        comparisons=runs.filter(kind=RunKind.COMPARISON)[:SHOWN_RUNS],
    )


def _asked() -> tuple[Server | None, dict[str, int]]:
    try:
        told, health = ask("GET", "/"), ask("GET", "/_cluster/health")
        counts = {code: _count(code) for code in indexes.languages()}
        product = told["version"].get("distribution", "elasticsearch")
        server = Server(f"{product} {told['version']['number']}", health["status"], health["number_of_nodes"])
    except (Unavailable, Refused, *NONSENSE):
        return None, {}
    return server, {code: count for code, count in counts.items() if count is not None}


def _count(language: str) -> int | None:
    try:
        return ask("GET", f"/{indexes.alias(language)}/_count")["count"]
    except Refused as refusal:
        if refusal.status == 404:
            return None
        raise


def _without_password(url: str) -> str:
    parts: Any = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
