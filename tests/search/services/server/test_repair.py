"""Writes lost while the server is down are found and repaired by the worker, and the operator's page says so."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from modelsearch.index import insert_or_update_object
from wagtail.models import Page

from cms.plugins import schedule
from search.engines.elastic import indexes
from search.engines.elastic.breaker import breaker
from search.models import RunKind, SearchChange, SearchDocument, SearchRun
from search.services import storing
from search.services.server import rebuilding
from tests.factories.accounts import AdminFactory
from tests.factories.home import StandardPageFactory
from tests.factories.pages import publish
from tests.search_server.fixtures import missing_is_told, searching_on
from tests.search_server.node import Node, free_ports, start, stop

from .conftest import held, record, stored

pytestmark = [pytest.mark.opensearch, pytest.mark.slow]

FIVE_MINUTES = timedelta(minutes=5)
DIFFERING = ("missing", "outdated", "surplus", "remaining")


class Server:
    """A server that can be killed and comes back with its data at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_ports(1)[0]
        self.node: Node = self.begin()

    def begin(self) -> Node:
        self.node = start(self.folder, self.port, memory="300m", parent=os.getpid())
        return self.node

    def die(self) -> None:
        os.kill(self.node.pid, signal.SIGKILL)
        stop(self.node)


@pytest.fixture
def server(tmp_path: Path, db: None) -> Iterator[Server]:
    with missing_is_told():
        server = Server(tmp_path)
    try:
        with searching_on(server.node.address):
            yield server
    finally:
        stop(server.node)


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(AdminFactory())
    return client


def test_lost_writes_are_repaired_within_five_minutes(
    server: Server, operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Page.objects.get(depth=2, locale__language_code="de")
    page = publish(StandardPageFactory(parent=home, locale=home.locale, title="Vor dem Ausfall"))
    storing.write(record(number) for number in range(1001, 1011))
    for run in rebuilding.request():
        for _ in rebuilding.go_on(run):
            pass
    worker_at(timezone.now(), monkeypatch)
    assert drift() == (0, 0, 0, 0)
    begun_with = held()

    server.die()
    page.title = "Neu im Ausfall"
    began = time.monotonic()
    publish(page)
    storing.write([record(1001, "Geändert"), record(1011)])
    storing.forget(["page:1002", "page:1003"])
    # Wagtail asks the server when it saves; nobody waits for it, and the change is kept.
    insert_or_update_object(page)
    assert time.monotonic() - began < 2
    assert "Neu im Ausfall" in Client().get("/de/search/?q=Ausfall").text
    shown = operator.get(reverse("search_server")).text
    assert ("antwortet nicht" in shown, SearchChange.objects.count() >= 5) == (True, True)
    # What waited is lost, too, as with a restored database: nothing but the comparison can tell.
    SearchChange.objects.exclude(key__startswith="admin:").delete()

    server.begin()
    breaker.close()
    assert held() == begun_with != stored()
    worker_at(timezone.now() + FIVE_MINUTES, monkeypatch)
    assert drift() == (1, 2, 2, 0)
    assert ({code: held(code) for code in indexes.languages()}, SearchChange.objects.count()) == (
        {code: stored(code) for code in indexes.languages()}, 0,
    )  # fmt: skip
    worker_at(timezone.now() + 2 * FIVE_MINUTES, monkeypatch)
    assert drift() == (0, 0, 0, 0)
    context = operator.get(reverse("search_server")).context["status"]
    assert [tuple(getattr(run, name) for name in DIFFERING) for run in context.comparisons][:3] == [
        (0, 0, 0, 0), (1, 2, 2, 0), (0, 0, 0, 0),
    ]  # fmt: skip
    assert (context.server is None, context.waiting) == (False, 0)


def worker_at(moment: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the worker's minute does when the clock says so."""
    with monkeypatch.context() as patched:
        patched.setattr(schedule.timezone, "now", lambda: moment)
        assert "compare the search server" in schedule.run_due()


def drift() -> tuple[int, ...]:
    """What the last comparison found."""
    run = SearchRun.objects.filter(kind=RunKind.COMPARISON).latest("pk")
    assert (run.problem, run.total) == ("", SearchDocument.objects.count())
    return tuple(getattr(run, name) for name in DIFFERING)
