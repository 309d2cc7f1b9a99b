"""The client of the configured server; which one is never found out by trial."""

from functools import lru_cache
from typing import Any

import elasticsearch
import opensearchpy
from django.conf import settings

from .breaker import breaker

OPENSEARCH = "opensearch3"
# Whoever waits for an answer waits this long, and is not asked to wait twice.
SWIFT = 0.6
# What the worker and commands ask for.
PATIENT = 60
# Kept open to each node: threads ask side by side.
CONNECTIONS = 16

Client = opensearchpy.OpenSearch | elasticsearch.Elasticsearch
_made: list[Client] = []


class GuardedTransport(opensearchpy.Transport):
    """Asks within the breaker."""

    def perform_request(self, *args: Any, **kwargs: Any) -> Any:
        with breaker.calling():
            return super().perform_request(*args, **kwargs)


class GuardedElasticsearch(elasticsearch.Elasticsearch):
    """Asks within the breaker."""

    def perform_request(self, *args: Any, **kwargs: Any) -> Any:
        with breaker.calling():
            return super().perform_request(*args, **kwargs)


def swift() -> Client:
    """For requests somebody waits for: no retries, guarded by the breaker."""
    return _client(settings.SEARCH_BACKEND, tuple(settings.SEARCH_URLS), is_swift=True)


def patient() -> Client:
    """For the worker and commands."""
    return _client(settings.SEARCH_BACKEND, tuple(settings.SEARCH_URLS), is_swift=False)


def close() -> None:
    """Close all connections; the next request opens new ones."""
    for client in _made:
        client.close()
    _made.clear()
    _client.cache_clear()


@lru_cache
def _client(backend: str, urls: tuple[str, ...], *, is_swift: bool) -> Client:
    """One per process: its connections are kept open and shared by the threads."""
    # A node that is late is passed over for a while when there are others; without retries nothing is asked twice.
    options = {"max_retries": 0 if is_swift else 2, "retry_on_timeout": is_swift}
    timeout = SWIFT if is_swift else PATIENT
    if backend == OPENSEARCH:
        transport = GuardedTransport if is_swift else opensearchpy.Transport
        client = opensearchpy.OpenSearch(
            list(urls), transport_class=transport, timeout=timeout, pool_maxsize=CONNECTIONS, **options
        )
    else:
        kind = GuardedElasticsearch if is_swift else elasticsearch.Elasticsearch
        client = kind(list(urls), request_timeout=timeout, connections_per_node=CONNECTIONS, **options)
    _made.append(client)
    return client
