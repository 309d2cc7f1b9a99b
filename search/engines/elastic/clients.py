"""The client of the configured server; which one is never found out by trial."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import elasticsearch
import opensearchpy
from django.conf import settings

from .breaker import breaker, is_refusal

OPENSEARCH = "opensearch3"
# Whoever waits for an answer waits this long for one node,
SWIFT = 0.6
# and this long for all of them together.
PATIENCE = 1.0
# In less time no node answers.
LEAST = 0.05
# What the worker and commands ask for.
PATIENT = 60
# A node that failed is not asked before so many seconds are over, doubled each time, up to five minutes.
ASIDE, LONGEST_ASIDE = 10, 320
# Kept open to each node: threads ask side by side.
CONNECTIONS = 16

# The clients' own limits begin anew with every byte.
_askers = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="search")

Client = opensearchpy.OpenSearch | elasticsearch.Elasticsearch
_made: list[Client] = []


class TooSlow(Exception):
    """No whole answer came in time."""


class GuardedTransport(opensearchpy.Transport):
    """Asks within the breaker, one node after the other."""

    def perform_request(
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        body: Any = None,
        timeout: float | None = None,
        **kwargs: Any,
    ) -> Any:
        def ask(within: float) -> Any:
            # The parameters are emptied by whoever reads them.
            return super(GuardedTransport, self).perform_request(
                method, url, dict(params or {}), body, within, **kwargs
            )

        with breaker.calling():
            return _of_some_node(ask, len(self.hosts), timeout or SWIFT)


class GuardedElasticsearch(elasticsearch.Elasticsearch):
    """Asks within the breaker, one node after the other."""

    def perform_request(self, method: str, path: str, **kwargs: Any) -> Any:
        def ask(within: float) -> Any:
            once = self.options(request_timeout=within)
            return super(GuardedElasticsearch, once).perform_request(method, path, **kwargs)

        with breaker.calling():
            return _of_some_node(ask, len(self.transport.node_pool.all()), self._request_timeout or SWIFT)


def swift() -> Client:
    """For requests somebody waits for: each node is asked once, guarded by the breaker."""
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
    # A node that fails or is late is passed over for a while when there are others; the guards ask the next one.
    options = {"max_retries": 0 if is_swift else 2, "retry_on_timeout": is_swift}
    timeout = SWIFT if is_swift else PATIENT
    if backend == OPENSEARCH:
        transport = GuardedTransport if is_swift else opensearchpy.Transport
        client = opensearchpy.OpenSearch(
            list(urls),
            transport_class=transport,
            timeout=timeout,
            pool_maxsize=CONNECTIONS,
            dead_timeout=ASIDE,
            **options,
        )
    else:
        kind = GuardedElasticsearch if is_swift else elasticsearch.Elasticsearch
        client = kind(
            list(urls),
            request_timeout=timeout,
            connections_per_node=CONNECTIONS,
            dead_node_backoff_factor=ASIDE,
            max_dead_node_backoff=LONGEST_ASIDE,
            **options,
        )
    _made.append(client)
    return client


def _of_some_node(ask: Callable[[float], Any], nodes: int, limit: float) -> Any:
    """What the first node says that can; each has SWIFT, all together the limit in seconds."""
    ends = time.monotonic() + limit
    for others in reversed(range(nodes)):
        try:
            return _within(ask, min(SWIFT, ends - time.monotonic()))
        except (
            TooSlow,
            opensearchpy.OpenSearchException,
            elasticsearch.ApiError,
            elasticsearch.TransportError,
        ) as error:
            if not others or is_refusal(error) or ends - time.monotonic() < LEAST:
                raise
    raise AssertionError("a client has nodes")


def _within(ask: Callable[[float], Any], seconds: float) -> Any:
    asked = _askers.submit(ask, seconds)
    try:
        return asked.result(seconds + LEAST)
    except TimeoutError as error:
        asked.cancel()
        raise TooSlow from error
