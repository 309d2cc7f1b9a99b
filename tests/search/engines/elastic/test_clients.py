"""Whatever is done is sent by both clients alike: method, path, parameters and body; headers are each one's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from search.engines.elastic import indexes, writing
from search.engines.elastic.engine import ElasticEngine
from search.models import SearchDocument
from search.query import Near, SearchQuery
from search.records import SearchRecord
from search.services import storing
from search.services.server.status import status
from tests.search.engines.elastic.test_engine import question_of
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import Request, recording

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PAGES = "/test-admin-wagtailcore_page"
NOTHING = {"hits": {"total": {"value": 0}, "hits": []}, "timed_out": False}
ANSWERS = {
    "/": (200, {"version": {"number": "9.3.2"}}),
    "/_cluster/health": (200, {"status": "green", "number_of_nodes": 1}),
    "/_cat/aliases/test-de": (200, [{"index": "test-de-1"}]),
    "/_cat/indices/test-de-1*": (200, []),
    "/_bulk": (200, {"errors": False, "items": []}),
    "/test-de/_count": (200, {"count": 1}),
    "/test-ru/_count": (200, {"count": 0}),
    "/test-en/_count": (404, {"error": {"reason": "none"}}),
    "/test-de/_msearch": (200, {"responses": [NOTHING, NOTHING]}),
    "/test-de/_search": (200, NOTHING),
    f"{PAGES}/_search": (200, NOTHING | {"aggregations": {"content_type_id": {"buckets": []}}}),
    f"{PAGES}/_count": (200, {"count": 1}),
    f"{PAGES}/_bulk": (200, {"errors": False, "items": [{"index": {"_id": "3", "status": 200}}]}),
}


def of_documents() -> None:
    documents = list(SearchDocument.objects.filter(key="page:1"))
    writing.send(documents)
    writing.send(documents, "test-de-1")
    writing.remove(["page:2"], ["de", "ru"])
    writing.versions("test-de")


def of_indexes() -> None:
    indexes.create("de")
    indexes.hasten("test-de-2")
    indexes.calm("test-de-2")
    indexes.refresh("test-de-2")
    indexes.merge("test-de-2")
    indexes.count("test-de")
    indexes.exists("test-de-1")
    indexes.switch("de", "test-de-2")


def of_questions() -> None:
    for query in (
        SearchQuery("Jugend Köln -Klima", "de", facets={"type": ("news.article",)}, since=NOW.date()),
        SearchQuery('"Jugend in Köln"', "de", near=Near(50.0, 10.0, 20), order="distance", page=2),
    ):
        ElasticEngine().find(replace(question_of(query), counted=()), NOW)


def of_the_operator() -> None:
    status()


def of_the_admin() -> None:
    page = Page.objects.filter(depth=2).first()
    backend = get_search_backend()
    backend.add(page)
    backend.delete(page)
    list(backend.search("Jugend Köln", Page.objects.filter(live=True)))
    list(backend.autocomplete("Jug", Page)[:5])
    backend.search("Jugend", Page).count()
    backend.search("Jugend", Page).facet("content_type_id")


@contextmanager
def asked(backend: str, act: Callable[[], None]) -> Iterator[list[Request]]:
    with recording(ANSWERS) as server, searching_on(server.address, backend):
        act()
        yield server.requests


@pytest.mark.parametrize("act", [of_documents, of_indexes, of_questions, of_the_operator, of_the_admin])
def test_both_clients_send_the_same(act: Callable[[], None], db: None) -> None:
    storing.write([SearchRecord("page:1", "news.article", "de", "/1/", "Jugend", facets={"topic": ["youth"]})])
    sent = []
    for backend in ("opensearch3", "elasticsearch9"):
        with asked(backend, act) as requests:
            sent.append([meaning_of(request) for request in requests])
    assert sent[0] == sent[1]
    assert sent[0]


def meaning_of(request: Request) -> tuple[str, str, Any]:
    """Wagtail's backends write some parameters of a search into the body, or not; a new index is named by the time."""
    method, path, parameters, body = request
    if path.startswith("/test-de-20"):
        path = "/test-de-new"
    if isinstance(body, dict):
        return method, path, {**parameters, **{name: _as_parameter(value) for name, value in body.items()}}
    return method, path, (parameters, body)


def _as_parameter(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool | int) else value
