"""What another site learns that must be rebuilt."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from cms.content_store.models import ContentItem
from cms.entities.models import Place
from partnerships.models import DirectoryPage, PartnershipPage
from tests.factories.entities import PlaceFactory
from tests.factories.pages import publish
from tests.factories.partnerships import profile

CHANGES = "/api/v1/partnerships/changes/"
LONG_AGO = "2000-01-01T00:00:00Z"


@pytest.fixture
def pages(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> list[PartnershipPage]:
    gera = PlaceFactory(key="gera-1", names={"de": "Gera"})
    found = [publish(profile(directory, *places)) for places in ((chemnitz, volgograd), (gera, chemnitz))]
    at(found[0], changed_at=timezone.now() - timedelta(days=3))
    at(found[1], changed_at=timezone.now() - timedelta(days=1))
    at(directory, changed_at=timezone.now() - timedelta(days=9))
    return found


def at(page: Any, **columns: Any) -> None:
    ContentItem.objects.filter(pk=page.pk).update(**columns)


def told(client: Client, **parameters: Any) -> list[tuple[int, bool]]:
    answer = client.get(CHANGES, {"since": LONG_AGO, **parameters}).json()
    return [(item["id"], item["gone"]) for item in answer["items"]]


def test_the_oldest_change_first(client: Client, directory: DirectoryPage, pages: list) -> None:
    assert told(client) == [(directory.pk, False), (pages[0].pk, False), (pages[1].pk, False)]
    assert told(client, since=(timezone.now() - timedelta(days=2)).isoformat()) == [(pages[1].pk, False)]


def test_the_next_round_begins_before_what_is_still_being_written(client: Client, pages: list) -> None:
    """A change bears the moment of its writing and is seen later, when its transaction ends."""
    asked = timezone.now()
    until = datetime.fromisoformat(client.get(CHANGES, {"since": LONG_AGO}).json()["until"])
    at(pages[0], changed_at=asked - timedelta(minutes=9))
    assert told(client, since=until.isoformat()) == [(pages[0].pk, False)]


def test_what_went_is_told(client: Client, pages: list) -> None:
    two_days_ago = (timezone.now() - timedelta(days=2)).isoformat()
    pages[0].unpublish()
    assert (pages[0].pk, True) in told(client, since=two_days_ago)


def test_embargo_and_expiry_count_when_readers_notice(client: Client, pages: list) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    at(pages[0], visible_from=now + hour)
    at(pages[1], expires_at=now + hour)
    assert told(client, since=(now - 2 * hour).isoformat()) == []
    assert pages[0].pk not in {page_id for page_id, _gone in told(client)}
    at(pages[0], visible_from=now - hour)
    at(pages[1], expires_at=now - hour)
    assert sorted(told(client, since=(now - 2 * hour).isoformat())) == [(pages[0].pk, False), (pages[1].pk, True)]


def test_cursors_lead_through(client: Client, directory: DirectoryPage, pages: list) -> None:
    found, cursor = [], None
    for _page in range(3):
        answer = client.get(CHANGES, {"since": LONG_AGO, "limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        found += [item["id"] for item in answer["items"]]
        cursor = answer["next_cursor"]
    assert (found, cursor) == ([directory.pk, pages[0].pk, pages[1].pk], None)


BAD = [
    {}, {"since": "2000-01-01T00:00:00"}, {"since": "x"}, {"since": LONG_AGO, "cursor": "x"},
    {"since": LONG_AGO, "cursor": "2000-01-01T00:00:00~1"}, {"since": LONG_AGO, "limit": 501},
]  # fmt: skip


def test_bad_moments_are_refused(client: Client, site: Site) -> None:
    assert [client.get(CHANGES, parameters).status_code for parameters in BAD] == [400] * len(BAD)
