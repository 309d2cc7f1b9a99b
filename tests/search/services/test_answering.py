"""Visitors get an answer whatever the search server does."""

import time

import pytest

from search.engines.elastic import clients, indexes
from search.engines.elastic.breaker import breaker
from search.query import SearchQuery
from search.services import storing
from search.services.searching import search
from search.services.server import rebuilding
from tests.search.services.server.conftest import record
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import black_hole, closed_port, recording

MISSING = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}


def answer(text: str) -> tuple[int, str]:
    result = search(SearchQuery(text, "de"))
    return result.total, result.words


@pytest.fixture
def meeting(add_item) -> None:
    add_item("Begegnung in Kaluga")


@pytest.mark.parametrize("backend", ["opensearch3", "elasticsearch9"])
@pytest.mark.usefixtures("meeting")
def test_the_database_answers_for_a_server_that_is_gone(backend: str) -> None:
    with searching_on(closed_port(), backend):
        assert [answer("Begegnung") for _ in range(5)] == [(1, "all")] * 5
        assert breaker.current_state == "open"


@pytest.mark.usefixtures("meeting")
def test_a_server_that_says_nothing_is_waited_for_once_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three attempts are made for what nothing has; the server is asked at the first one only."""
    monkeypatch.setattr(clients, "SWIFT", 0.05)
    with black_hole() as address, searching_on(address):
        assert answer("Kaluga Zugvogel Begegnung") == (1, "some")
        assert breaker.fail_counter == 1


@pytest.mark.slow
@pytest.mark.usefixtures("meeting")
def test_nobody_waits_longer_than_a_second_and_a_half() -> None:
    answer("Begegnung")
    with black_hole() as address, searching_on(address):
        for _ in range(5):
            begun = time.monotonic()
            assert answer("Begegnung") == (1, "all")
            assert time.monotonic() - begun < 1.5


@pytest.mark.usefixtures("meeting")
def test_the_database_answers_for_a_server_without_indexes() -> None:
    with recording({"/test-de/_msearch": (404, MISSING)}) as server, searching_on(server.address):
        assert answer("Begegnung") == (1, "all")
        assert (len(server.requests), breaker.current_state) == (1, "closed")


def test_a_real_server_answers_by_itself(elastic: str, add_item) -> None:
    """It finds what the database does; what was withdrawn a moment ago it finds and nobody is shown it."""
    add_item("Begegnung in Kaluga")
    add_item("Begegnung in Düren")
    for run in rebuilding.request():
        for _ in rebuilding.go_on(run):
            pass
    assert [hit.card["title"] for hit in search(SearchQuery("dueren", "de")).hits] == ["Begegnung in Düren"]
    storing.forget(["page:2"])
    assert [hit.card["title"] for hit in search(SearchQuery("Begegnung", "de")).hits] == ["Begegnung in Kaluga"]
    storing.write([record(99, "Unbekannt")])
    assert answer("Unbekannt") == (0, "all")
    indexes.drop(indexes.behind("de")[0])
    assert answer("Unbekannt") == (1, "all")
