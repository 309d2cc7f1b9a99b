"""manage.py search_index."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.models import SearchRun
from search.services import storing
from search.services.server import rebuilding
from tests.search.services.server.conftest import record
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import closed_port


def told(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("search_index", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.usefixtures("db")
def test_without_a_server_the_command_says_so() -> None:
    with pytest.raises(CommandError, match="SEARCH_URL names no search server"):
        told("server")
    with searching_on(closed_port()):
        for action in ("server", "compare"):
            with pytest.raises(CommandError):
                told(action)


def test_indexes_are_built_with_progress_and_compared(elastic: str, db: None) -> None:
    storing.write([record(1)])
    at_work = rebuilding.request(["ru"])[0]
    next(rebuilding.go_on(at_work))
    lines = told("server")
    assert lines[0].startswith("ru: the worker is at it")
    assert [line for line in lines if line.startswith("de: 0 of ")]
    assert SearchRun.objects.filter(ended_at=None).count() == 1
    for _ in rebuilding.go_on(at_work):
        pass
    assert told("compare")[0].endswith("0 were missing, 0 outdated, 0 surplus; 0 differences remain.")
