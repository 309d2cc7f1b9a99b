"""What changes is noted with the change and told to the server by the worker."""

import pytest
from django.db import connection, transaction
from django_tasks import default_task_backend

from search.models import SearchChange, SearchDocument
from search.services import storing
from search.services.server import outbox
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import black_hole, closed_port, recording

from .conftest import held, record, stored


def waiting() -> list[str]:
    return list(SearchChange.objects.order_by("pk").values_list("key", flat=True))


@pytest.mark.usefixtures("no_documents")
def test_nothing_is_noted_without_a_server(django_assert_num_queries) -> None:
    storing.write([record(1)])
    assert waiting() == []
    with django_assert_num_queries(0):
        outbox.send_what_waits()


@pytest.mark.usefixtures("no_documents")
def test_changes_are_noted_in_their_transaction_and_the_worker_is_called_once() -> None:
    default_task_backend.clear()
    with searching_on(closed_port()):
        storing.write([record(1), record(2)])
        storing.write([record(3)])
        with transaction.atomic():
            storing.write([record(4)])
            transaction.set_rollback(True)
        storing.forget(["page:2", "page:9"])
    assert waiting() == ["page:1", "page:2", "page:3", "page:2"]
    assert [result.task.func for result in default_task_backend.results] == [outbox.deliver.func]


@pytest.mark.usefixtures("no_documents")
def test_changes_wait_for_a_server_that_is_away() -> None:
    with searching_on(closed_port()):
        storing.write([record(1)])
        outbox.deliver.call()
    assert waiting() == ["page:1"]


@pytest.mark.usefixtures("no_documents")
def test_changes_of_an_app_that_was_taken_out_are_dropped() -> None:
    with recording({"/_bulk": (200, {"errors": False})}) as server, searching_on(server.address):
        SearchChange.objects.bulk_create(SearchChange(key=key) for key in ("admin:gone.thing:7", "page:1"))
        assert outbox.send_what_waits() == 2
        assert [path for _method, path, *_ in server.requests] == ["/_bulk"]
    assert waiting() == []


@pytest.mark.parametrize("away", [closed_port, black_hole])
@pytest.mark.usefixtures("no_documents")
def test_publishing_does_not_ask_the_server(away) -> None:
    """Neither a closed port nor a server that says nothing is noticed by whoever writes."""
    with recording() as server, searching_on(server.address):
        storing.write([record(1)])
        storing.forget(["page:1"])
        assert server.requests == []


def test_the_server_follows(rebuilt) -> None:
    storing.write([record(1, "Neu"), record(6)])
    storing.forget(["page:2", "page:5"])
    assert outbox.send_what_waits() == 4 + 5
    assert waiting() == []
    assert (held(), held("ru")) == (stored(), {})
    assert sorted(held()) == ["page:1", "page:3", "page:4", "page:6"]
    assert SearchDocument.objects.count() == 4
    assert connection.in_atomic_block
