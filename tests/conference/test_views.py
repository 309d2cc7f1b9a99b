"""Pages of series and editions, and the calendar file, as readers get them."""

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from conference.models import EditionPage, SeriesPage
from tests.factories.conference import (
    DeadlineFactory,
    EditionHostPlaceFactory,
    EditionOrganisationFactory,
    EditionPageFactory,
    SisterEventFactory,
    WorkingGroupFactory,
)
from tests.factories.entities import OrganisationFactory, PlaceFactory
from tests.factories.pages import publish, restrict


class Reader(HTMLParser):
    """The visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(response: object) -> str:
    reader = Reader()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.words).split())


@pytest.fixture
def edition(series: SeriesPage) -> EditionPage:
    page = EditionPageFactory(parent=series, slug="xvi")
    kaluga = PlaceFactory(key="kaluga", names={"de": "Kaluga"})
    forum = OrganisationFactory(key="forum", names={"de": "Das Forum"}, website="https://forum.example.org/")
    EditionHostPlaceFactory(page=page, place=kaluga)
    EditionOrganisationFactory(page=page, organisation=forum)
    DeadlineFactory(page=page)
    WorkingGroupFactory(page=page, coordinator=forum)
    SisterEventFactory(page=page, place=kaluga)
    return publish(page)


def future_edition(series: SeriesPage, days: int, **fields: object) -> EditionPage:
    """An edition that begins in so many days, with a deadline half-way and one that has passed."""
    today = timezone.localdate()
    page = EditionPageFactory(
        parent=series, starts_on=today + timedelta(days=days), ends_on=today + timedelta(days=days + 2), **fields
    )
    now = timezone.now()
    DeadlineFactory(page=page, label="Anmeldung", moment=now + timedelta(days=days // 2, hours=1))
    DeadlineFactory(page=page, label="Verpasst", moment=now - timedelta(days=1))
    return publish(page)


def test_edition_page_tells_what_the_model_holds(client: Client, edition: EditionPage) -> None:
    shown = text_of(client.get("/de/konferenz/xvi/"))
    wanted = [
        "XVI.",
        "28.–30. Juni 2021 · Kaluga und online",
        "Verbindungen stärken",
        "7. Juni 2021, 23:59 (Berlin) 8. Juni 2021, 00:59 (Kaluga)",
        "Akkreditierung vor Ort",
        "Das Forum",
        "Wirtschaft",
        "IV. Jugendforum",
        "23. Juni – 1. Juli 2021 · Kaluga und online",
    ]
    assert [words for words in wanted if words not in shown] == []


def test_edition_page_links_its_calendar(client: Client, edition: EditionPage) -> None:
    response = client.get("/de/konferenz/xvi/")
    assert f'href="/de/conference/editions/{edition.pk}/calendar.ics"' in response.content.decode()


def test_series_page_lists_its_editions_newest_first(client: Client, series: SeriesPage, edition: EditionPage) -> None:
    publish(EditionPageFactory(parent=series, number=14, starts_on=date(2017, 6, 28), ends_on=date(2017, 6, 30)))
    publish(EditionPageFactory(parent=series, number=15, starts_on=date(2019, 6, 25), ends_on=date(2019, 6, 28)))
    EditionPageFactory(parent=series, number=17)
    context = client.get("/de/konferenz/").context
    assert [card["number"] for card in context["editions"]] == [16, 15, 14]


@pytest.mark.parametrize("count", [1, 3])
def test_series_page_asks_once_for_its_editions(
    client: Client, series: SeriesPage, count: int, django_assert_num_queries: object
) -> None:
    for number in range(1, count + 1):
        publish(EditionPageFactory(parent=series, number=number))
    client.get("/de/konferenz/")
    with django_assert_num_queries(12):
        assert len(client.get("/de/konferenz/").context["editions"]) == count


def test_calendar_file(client: Client, edition: EditionPage) -> None:
    response = client.get(f"/de/conference/editions/{edition.pk}/calendar.ics")
    events = Calendar.from_ical(response.content).events
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [(str(event["UID"]), event["DTSTART"].dt) for event in events] == [
        (str(edition.translation_key), date(2021, 6, 28)),
        (str(edition.deadlines.get().translation_key), datetime(2021, 6, 7, 21, 59, tzinfo=UTC)),
    ]


def test_calendar_file_is_not_sent_twice(client: Client, edition: EditionPage) -> None:
    address = f"/de/conference/editions/{edition.pk}/calendar.ics"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    edition.motto = "Neues Motto"
    publish(edition)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_calendar_file_of_what_is_not_public(client: Client, series: SeriesPage, edition: EditionPage) -> None:
    draft = EditionPageFactory(parent=series, number=17)
    restricted = publish(EditionPageFactory(parent=series, number=18))
    restrict(restricted)
    edition.unpublish()
    addresses = [
        f"/de/conference/editions/{edition.pk}/calendar.ics",
        f"/de/conference/editions/{restricted.pk}/calendar.ics",
        f"/de/conference/editions/{draft.pk}/calendar.ics",
        f"/de/conference/editions/{series.pk}/calendar.ics",
        "/de/conference/editions/999999/calendar.ics",
    ]
    assert [client.get(address).status_code for address in addresses] == [410, 410, 404, 404, 404]


def test_calendar_file_stands_in_its_language_only(client: Client, edition: EditionPage) -> None:
    response = client.get(f"/ru/conference/editions/{edition.pk}/calendar.ics")
    assert response.status_code == 404
    assert re.findall(r'<a href="([^"]*)" lang="\w+" hreflang="\w+">', response.content.decode()) == ["/de/", "/en/"]


def test_a_withdrawn_calendar_says_so(client: Client, edition: EditionPage) -> None:
    edition.unpublish()
    response = client.get(f"/de/conference/editions/{edition.pk}/calendar.ics")
    assert response.status_code == 410
    assert "Die Seite, die hier stand, wurde zurückgezogen." in text_of(response)


def test_calendar_file_sets_no_cookie_and_refuses_writing(client: Client, edition: EditionPage) -> None:
    address = f"/de/conference/editions/{edition.pk}/calendar.ics"
    response = client.get(address)
    assert (dict(response.cookies), client.post(address).status_code) == ({}, 405)
