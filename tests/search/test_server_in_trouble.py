"""Whatever the search server does, every door answers as the database does, in time."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from difflib import unified_diff

import pytest
from django.test import Client

from partnerships.models import DirectoryPage
from search.engines.elastic import clients
from search.engines.elastic.breaker import breaker
from tests.factories.accounts import AdminFactory
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import black_hole, closed_port
from tests.search_server.troubles import LATE, dripping, ending, nothing_found, resetting, saying, troubled

pytestmark = pytest.mark.slow

LONGEST = 1.5
# The desk's own pages ask more of the database, and a moment more is no visitor's.
LONGEST_AT_THE_DESK = 2.5
# Tokens of forms, and how long ago pages were changed, each at its own second.
CHANGING = re.compile(r'csrf[^>]*value="[^"]*"|"CSRF_TOKEN": "[^"]*"|\d+\xa0Minuten?')
NO_INDEX = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}
TROUBLES: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "is gone": lambda: nullcontext(closed_port()),
    "says nothing": black_hole,
    "holds nothing": lambda: troubled(saying(200, nothing_found(0))),
    "has no index": lambda: troubled(saying(404, NO_INDEX)),
    "is late and holds nothing": lambda: troubled(saying(200, nothing_found(0), late=LATE)),
    "is overwhelmed": lambda: troubled(saying(429, {"error": "too many"})),
    "fails": lambda: troubled(saying(500, {"error": "failed"})),
    "is not ready": lambda: troubled(saying(503, {"error": "no manager"})),
    "says nonsense": lambda: troubled(saying(200, b"<<<{not json")),
    "says something else": lambda: troubled(saying(200, {})),
    "says a list": lambda: troubled(saying(200, [])),
    "is the page of a proxy": lambda: troubled(saying(200, b"<html>Please log in</html>", "text/html")),
    "is the text of a proxy": lambda: troubled(saying(200, b"Please log in", "text/plain")),
    "resets within its answer": lambda: troubled(resetting),
    "ends within its answer": lambda: troubled(ending),
    "drips": lambda: troubled(dripping),
}
# With the other client it is the same wait.
LONG = {"is late and holds nothing", "drips"}
VISITORS = (
    "/de/search/?q=Kaluga",
    "/de/search/?q=Kaluga+Jugend&type=partnerships.partnership",
    "/ru/search/?q=Zugvogelquark+Wolgogrda",
    "/de/search/suggestions/?q=Wolg",
    "/de/partnerships/suggestions/?q=Wolg",
    "/de/partnerschaften/?q=Wolgogrda+Jugend",
    "/api/v1/partnerships/?q=Wolgograd&locale=de",
    "/api/v1/search/?q=Kaluga&locale=de",
    "/api/v1/search/?q=Zugvogelquark&locale=de",
    "/api/v1/search/suggest/?q=Wolg&locale=de",
)
STAFF = (
    "/admin/pages/search/?q=Kaluga",
    "/admin/pages/search/results/?q=Zugvogelquark",
    "/admin/choose-page/search/?q=Kaluga",
    "/admin/images/chooser/results/?q=Kaluga",
    "/admin/documents/chooser/results/?q=Kaluga",
    "/admin/place_chooser/results/?q=Wolgograd",
)


@pytest.fixture
def staff() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(AdminFactory())
    return client


@pytest.fixture
def doors() -> list[str]:
    """Every door of visitors; the directory's own offers what may have been meant."""
    directory = DirectoryPage.objects.get(locale__language_code="de")
    return [*VISITORS, f"{directory.url}?q=Wolgogrda"]


@pytest.fixture
def networks() -> Iterator[str]:
    """Addresses, so that nobody has asked too often."""
    return iter(f"10.1.{number // 250}.{number % 250}" for number in range(5000))


@pytest.mark.parametrize(
    ("backend", "troubles"),
    [("opensearch3", list(TROUBLES)), ("elasticsearch9", [trouble for trouble in TROUBLES if trouble not in LONG])],
)
def test_every_door_answers_as_the_database_does(
    demo: None, backend: str, troubles: list[str], staff: Client, doors: list[str], networks: Iterator[str]
) -> None:
    wanted = {door: told(staff, door, networks) for door in (*doors, *STAFF)}
    assert {status for status, _text in wanted.values()} == {200}
    wrong, slow = [], {}
    for trouble in troubles:
        with TROUBLES[trouble]() as address, searching_on(address, backend):
            found, took = asked(staff, wanted, networks)
        print(f"{backend} {trouble}: {max(took.values()):.2f} s")  # noqa: T201
        slow |= {(trouble, door): seconds for door, seconds in took.items() if seconds >= longest(door)}
        for door in (door for door, answer in found.items() if answer != wanted[door]):
            lines = unified_diff(wanted[door][1].split("\n"), found[door][1].split("\n"), n=0)
            wrong.append((trouble, door, found[door][0], *lines))
    assert (wrong, slow) == ([], {})


def longest(door: str) -> float:
    """Seconds within which a door answers."""
    return LONGEST_AT_THE_DESK if door.startswith("/admin/") else LONGEST


def asked(
    staff: Client, doors: Iterable[str], networks: Iterator[str]
) -> tuple[dict[str, tuple[int, str]], dict[str, float]]:
    """Each door's answer and its seconds; none knows that the server failed a moment ago."""
    found, took = {}, {}
    for door in doors:
        breaker.close()
        begun = time.monotonic()
        found[door] = told(staff, door, networks)
        took[door] = time.monotonic() - begun
    return found, took


def told(staff: Client, door: str, networks: Iterator[str]) -> tuple[int, str]:
    """Status and text of an answer, without what differs each time."""
    client = staff if door.startswith("/admin/") else Client(raise_request_exception=False)
    answer = client.get(door, REMOTE_ADDR=next(networks))
    return answer.status_code, CHANGING.sub("", answer.text)


def test_a_server_that_is_always_late_is_not_waited_for_again_and_again(demo: None, networks) -> None:
    """Each answer comes within the limit of one; all of a page's together would not."""
    for door in ("/ru/search/?q=Zugvogelquark+Wolgogrda", "/api/v1/search/?q=Zugvogelquark&locale=de"):
        told(Client(), door, networks)
        with troubled(saying(200, nothing_found(9), late=LATE)) as address, searching_on(address):
            begun = time.monotonic()
            assert told(Client(), door, networks)[0] == 200
            assert LATE < time.monotonic() - begun < LONGEST


def test_limits_leave_time_for_the_database() -> None:
    assert clients.SWIFT < clients.PATIENCE < LONGEST
