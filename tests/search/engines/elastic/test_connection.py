"""What is sent to the server, by which client, and how long anybody waits for it."""

import threading
import time

import pytest

from search.engines.elastic import clients
from search.engines.elastic.breaker import FAILURES, breaker
from search.engines.elastic.connection import Refused, Unavailable, ask, order
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import Request, black_hole, closed_port, recording

BACKENDS = ("opensearch3", "elasticsearch9")
REQUESTS: list[Request] = [
    ("GET", "/", {}, None),
    ("PUT", "/places", {}, {"settings": {"x": "Düren, Дюрен"}}),
    ("POST", "/places/_search", {"request_cache": "true", "size": "5"}, {"query": {"match_all": {}}}),
    ("POST", "/_bulk", {"refresh": "false"}, [{"index": {"_index": "places", "_id": "1"}}, {"name": "Düren"}]),
    ("DELETE", "/places", {}, None),
]


@pytest.mark.parametrize("send", [ask, order])
def test_both_clients_send_the_same(send) -> None:
    for backend in BACKENDS:
        with (
            recording({"/places/_search": (200, {"hits": {"total": 3}})}) as server,
            searching_on(server.address, backend),
        ):
            answers = [
                send(method, path, body, **{name: _meant(value) for name, value in parameters.items()})
                for method, path, parameters, body in REQUESTS
            ]
        assert server.requests == REQUESTS, backend
        assert answers == [{}, {}, {"hits": {"total": 3}}, {}, {}]


def _meant(value: str) -> object:
    return {"true": True, "false": False}.get(value, value)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_refusal_is_told_and_is_no_outage(backend: str) -> None:
    refusal = {"error": {"type": "index_not_found_exception", "reason": "no such index [places]"}, "status": 404}
    with recording({"/places": (404, refusal)}) as server, searching_on(server.address, backend):
        for _ in range(FAILURES + 1):
            with pytest.raises(Refused) as caught:
                ask("GET", "/places")
            assert (caught.value.status, str(caught.value)) == (404, "404 no such index [places]")
        assert breaker.current_state == "closed"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_left_alone_for_a_while(backend: str, status: int) -> None:
    with recording({"/": (status, {"error": "busy"})}) as server, searching_on(server.address, backend):
        for _ in range(FAILURES + 3):
            with pytest.raises(Unavailable):
                ask("GET", "/")
        assert len(server.requests) == FAILURES
        assert breaker.current_state == "open"


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_server_that_is_gone_is_told_at_once(backend: str) -> None:
    with searching_on(closed_port(), backend):
        begun = time.monotonic()
        for _ in range(FAILURES + 3):
            with pytest.raises(Unavailable):
                ask("GET", "/")
        assert time.monotonic() - begun < 0.5
        assert breaker.current_state == "open"


@pytest.mark.parametrize("backend", BACKENDS)
def test_nobody_waits_for_a_black_hole_longer_than_it_takes(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clients.SWIFT <= 1
    monkeypatch.setattr(clients, "SWIFT", 0.05)
    with black_hole() as address, searching_on(address, backend):
        begun = time.monotonic()
        with pytest.raises(Unavailable):
            ask("GET", "/")
        assert 0.05 <= time.monotonic() - begun < 0.5


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("trouble", ["gone", "silent", "busy"])
def test_another_node_answers_and_the_one_in_trouble_is_set_aside(
    backend: str, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "SWIFT", 0.05)
    with (
        black_hole() as silent,
        recording({"/": (503, {})}) as busy,
        recording({"/": (200, {"told": "by the second"})}) as second,
        recording({"/": (200, {"told": "by the second"})}) as third,
    ):
        first = {"gone": closed_port(), "silent": silent, "busy": busy.address}[trouble]
        with searching_on(f"{first},{second.address},{third.address}", backend):
            assert [ask("GET", "/") for _ in range(8)] == [{"told": "by the second"}] * 8
            assert (breaker.fail_counter, breaker.current_state) == (0, "closed")
        assert len(busy.requests) <= 1
        assert min(len(second.requests), len(third.requests)) >= 2


@pytest.mark.parametrize("backend", BACKENDS)
def test_nobody_waits_for_many_silent_nodes_longer_than_for_all_together(
    backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clients.PATIENCE <= 1
    monkeypatch.setattr(clients, "SWIFT", 0.5)
    monkeypatch.setattr(clients, "PATIENCE", 0.6)
    with black_hole() as first, black_hole() as second, searching_on(f"{first},{second}", backend):
        begun = time.monotonic()
        with pytest.raises(Unavailable):
            ask("GET", "/")
        assert 0.5 <= time.monotonic() - begun < 0.95
        assert breaker.fail_counter == 1


def test_threads_ask_side_by_side_and_the_breaker_closes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "SWIFT", 0.1)
    with black_hole() as address, searching_on(address):
        failed: list[Exception] = []

        def try_once() -> None:
            try:
                ask("GET", "/")
            except Unavailable as error:
                failed.append(error)

        begun = time.monotonic()
        threads = [threading.Thread(target=try_once) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(failed), time.monotonic() - begun < 0.4) == (6, True)
        assert breaker.current_state == "open"
    with recording() as server, searching_on(server.address):
        breaker.open()
        with pytest.raises(Unavailable):
            ask("GET", "/")
        monkeypatch.setattr(breaker, "_reset_timeout", 0)
        assert ask("GET", "/") == {}
        assert (breaker.current_state, len(server.requests)) == ("closed", 1)


def test_a_real_server_is_asked(elastic: str) -> None:
    index = f"/{elastic}-places"
    order("PUT", index, {"mappings": {"properties": {"name": {"type": "text"}}}})
    written = order("POST", f"{index}/_bulk", [{"index": {"_id": "1"}}, {"name": "Düren"}], refresh=True)
    assert written["errors"] is False
    found = ask("POST", f"{index}/_search", {"query": {"match": {"name": "düren"}}})
    assert [hit["_id"] for hit in found["hits"]["hits"]] == ["1"]
    with pytest.raises(Refused, match="no such index"):
        ask("POST", f"/{elastic}-none/_search", {})
