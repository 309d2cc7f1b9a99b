"""The feed of changed partnerships."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.models import DirectoryPage
from tests.atom import read_feed
from tests.factories.directory import card, side, store

FIRST = 1_000_000
ADDRESS = "/de/partnerships/feed.atom"


def pair(number: int, name: str, day: int, **facts: Any) -> dict[str, Any]:
    """A card that was published on a day of May."""
    return card(
        FIRST + number, side(f"{name}-de"), side(f"{name}-ru"), updated_at=f"2026-05-{day:02}T10:00:00Z", **facts
    )


def keep(fields: dict[str, Any], **columns: Any) -> None:
    store(fields, **{"updated_at": datetime.fromisoformat(fields["updated_at"]), **columns})


def test_the_last_changed_comes_first(client: Client, directory: DirectoryPage) -> None:
    keep(pair(1, "anna", 4, lead="Chöre & mehr"))
    keep(pair(2, "berta", 6, state="resting"))
    keep(pair(3, "clara", 5, lead="На русском", foreign_text={"lead": "ru"}))
    keep(pair(4, "dora", 7, foreign_text={"title": "ru"}))
    keep(pair(5, "emil", 8), public=False, removed_at=timezone.now())
    keep(pair(6, "frida", 8), visible_from=timezone.now() + timedelta(days=1))
    keep(pair(7, "gustav", 8), expires_at=timezone.now() - timedelta(days=1))
    keep(pair(8, "hanna", 8, locale="ru", url="/ru/8/"))
    found = read_feed(client, ADDRESS)
    assert (found.id, found.title) == (
        "tag:localhost,2026:feed:partnerships:de", "Änderungen an Partnerschaften – Dialograum",
    )  # fmt: skip
    assert found.links == {"alternate": f"http://localhost{directory.url}", "self": f"http://localhost{ADDRESS}"}
    assert [(entry.title, entry.summary) for entry in found.entries] == [
        ("Berta-de – Berta-ru", "resting."),
        ("Clara-de – Clara-ru", "active."),
        ("Anna-de – Anna-ru", "active. Chöre &amp; mehr"),
    ]
    assert found.updated == datetime(2026, 5, 6, 10, 0, tzinfo=UTC)
    html = client.get(directory.url).content.decode()
    assert html.count(f'href="{ADDRESS}"') == 2


def test_queries_do_not_grow(client: Client, directory: DirectoryPage) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        return len(queries)

    keep(pair(1, "anna", 4))
    assert count() == 3
    for number in (2, 3):
        keep(pair(number, f"berta-{number}", 5))
    assert count() == 3
