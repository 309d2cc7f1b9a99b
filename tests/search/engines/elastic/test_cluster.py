"""Visitors ask on while a node of three is killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection as database
from django.test import Client

from search.engines.elastic import connection, indexes
from search.models import SearchDocument
from search.records import SearchRecord
from search.services import answering, storing
from search.services.server import outbox, rebuilding
from search.services.server.comparing import compare_all
from tests.search_server.fixtures import missing_is_told, searching_on
from tests.search_server.node import Node, free_ports, start_cluster, stop

pytestmark = [pytest.mark.opensearch, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NODES, MEMORY = 3, "300m"
THREADS = 2
BEFORE, AFTER = 2, 8
# Longer than the breaker leaves a server alone.
RECOVERED_WITHIN = 15
MOST = 1000
networks = cycle(range(250))


class Answer(NamedTuple):
    """What a visitor got, when it was asked for and how long it took."""

    asked: float
    took: float
    status: int
    found: bool


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[list[Node]]:
    """Three nodes, and a site that knows the addresses of all."""
    with missing_is_told():
        nodes = start_cluster(tmp_path, free_ports(NODES), memory=MEMORY, parent=os.getpid())
    try:
        with searching_on(",".join(node.address for node in nodes)):
            yield nodes
    finally:
        for node in nodes:
            stop(node)


def test_no_visitor_notices_the_death_of_a_node(cluster: list[Node], caplog) -> None:
    SearchDocument.objects.all().delete()
    storing.write([meeting(number) for number in range(30)])
    for run in rebuilding.request():
        for _ in rebuilding.go_on(run):
            pass
    manager = the_worst_to_lose(cluster)
    with load() as answers:
        time.sleep(BEFORE)
        os.kill(manager.pid, signal.SIGKILL)
        killed = time.monotonic()
        time.sleep(AFTER)
    before = [answer for answer in answers if answer.asked < killed]
    after = [answer for answer in answers if answer.asked >= killed]
    slowest = max(answer.took for answer in answers)
    fallbacks = [told for told in caplog.records if told.name == answering.logger.name]
    answered = f"{len(before)} answers before, {len(after)} after, {len(fallbacks)} by the database"
    print(f"{answered}, slowest {slowest:.2f} s")  # noqa: T201
    assert min(len(before), len(after)) >= 10
    assert {(answer.status, answer.found) for answer in answers} == {(200, True)}
    assert slowest < 1.5
    assert_the_server_answers_by_itself()
    assert_writes_go_on()


def meeting(number: int) -> SearchRecord:
    return SearchRecord(f"meeting:{number}", "news.article", "de", f"/{number}/", f"Begegnung {number} in Kaluga")


def the_worst_to_lose(cluster: list[Node]) -> Node:
    """The node that manages the cluster, once it holds the index that is asked, too."""
    wait_for("green")
    manager = connection.order("GET", "/_cat/cluster_manager", format="json")[0]["node"]
    index = indexes.behind("de")[0]
    shards = connection.order("GET", f"/_cat/shards/{index}", format="json")
    if manager not in {shard["node"] for shard in shards}:
        move = {"index": index, "shard": 0, "from_node": shards[0]["node"], "to_node": manager}
        connection.order("POST", "/_cluster/reroute", {"commands": [{"move": move}]})
        wait_for("green")
    port = manager.partition("-")[0]
    return next(node for node in cluster if node.address.endswith(f":{port}"))


def wait_for(health: str) -> None:
    told = connection.order("GET", "/_cluster/health", wait_for_status=health, wait_for_no_relocating_shards=True)
    assert (told["status"], told["timed_out"]) == (health, False)


@contextmanager
def load() -> Iterator[list[Answer]]:
    """Visitors who search one after the other in several threads, each time from another network."""
    answers: list[Answer] = []
    ended = threading.Event()

    def visit(thread: int) -> None:
        client = Client(raise_request_exception=False)
        for number in range(MOST):
            if ended.is_set():
                break
            begun = time.monotonic()
            shown = client.get(
                "/de/search/", {"q": "Begegnung Kaluga"}, REMOTE_ADDR=f"10.{thread}.{number // 250}.{number % 250}"
            )
            found = "30 Treffer" in shown.text
            answers.append(Answer(begun, time.monotonic() - begun, shown.status_code, found))
        database.close()

    threads = [threading.Thread(target=visit, args=(thread,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        ended.set()
        for thread in threads:
            thread.join(timeout=30)


def assert_the_server_answers_by_itself() -> None:
    """The nodes that are left count what is put to the site: two searches a question, for hits and for counts."""
    before, ends = questions_answered(), time.monotonic() + RECOVERED_WITHIN
    while questions_answered() == before and time.monotonic() < ends:
        ask_once()
    before = questions_answered()
    for _ in range(20):
        ask_once()
    assert questions_answered() - before == 20 * 2


def ask_once() -> None:
    assert Client().get("/de/search/", {"q": "Kaluga"}, REMOTE_ADDR=f"10.9.0.{next(networks)}").status_code == 200


def questions_answered() -> int:
    told = connection.order("GET", f"/{indexes.alias('de')}/_stats/search")
    return told["_all"]["total"]["search"]["query_total"]


def assert_writes_go_on() -> None:
    """What is published meanwhile reaches the nodes that are left."""
    storing.write([meeting(1000)])
    assert outbox.send_what_waits() >= 1
    run = compare_all()
    assert (run.problem, run.missing, run.outdated, run.surplus, run.remaining) == ("", 0, 0, 0, 0)
