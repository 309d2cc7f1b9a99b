"""Series and editions as content items."""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from cms.content_store.presenters import absolute
from cms.content_store.services.recorder import StoreRecorder
from conference.content import presenters
from conference.models import EditionPage, SeriesPage
from tests.factories.conference import (
    DeadlineFactory,
    EditionHostPlaceFactory,
    EditionOrganisationFactory,
    EditionPageFactory,
    SisterEventFactory,
    WorkingGroupFactory,
)
from tests.factories.entities import CountryFactory, OrganisationFactory, PlaceFactory
from tests.factories.news import ThemeYearPageFactory
from tests.factories.pages import publish
from tests.factories.site import home_of

NOW = datetime(2021, 6, 5, 12, 0, tzinfo=UTC)
PRESENTER = presenters[EditionPage]


@pytest.fixture(scope="module")
def edition_id(series_id: int) -> int:
    series = SeriesPage.objects.get(pk=series_id)
    page = EditionPageFactory(
        parent=series, slug="xvi", umbrella_programme="Deutschlandjahr", website="https://kaluga.example.org/"
    )
    russia = CountryFactory(code="RU", names={"de": "Russland"})
    kaluga = PlaceFactory(key="kaluga", country=russia, names={"de": "Kaluga"}, latitude=54.5, longitude=36.25)
    forum = OrganisationFactory(
        key="forum", names={"de": "Das Forum"}, website="https://forum.example.org/", abbreviation="DF"
    )
    city = OrganisationFactory(key="city", names={"de": "Die Stadt"})
    EditionHostPlaceFactory(page=page, place=kaluga)
    EditionOrganisationFactory(page=page, organisation=city, role="sponsor")
    EditionOrganisationFactory(page=page, organisation=city, role="host")
    EditionOrganisationFactory(page=page, organisation=forum)
    DeadlineFactory(page=page, note="Mit Ausweis")
    WorkingGroupFactory(page=page, number=2, title="Kommunen", coordinator=forum)
    WorkingGroupFactory(page=page, number=1, title="Wirtschaft", description="Kaluga 650")
    SisterEventFactory(page=page, place=kaluga)
    return publish(page).pk


@pytest.fixture
def edition(edition_id: int, db: None) -> EditionPage:
    return EditionPage.objects.get(pk=edition_id)


KALUGA = {
    "key": "kaluga",
    "name": "Kaluga",
    "language": "de",
    "kind": "city",
    "country": "RU",
    "latitude": 54.5,
    "longitude": 36.25,
}
FORUM = {
    "key": "forum",
    "name": "Das Forum",
    "language": "de",
    "abbreviation": "DF",
    "website": "https://forum.example.org/",
}
CITY = {"key": "city", "name": "Die Stadt", "language": "de", "abbreviation": "", "website": ""}


def rendered(shape: object) -> dict:
    return json.loads(shape.model_dump_json())


def series_link(page: EditionPage) -> dict:
    parent = page.get_parent()
    return {
        "id": parent.pk,
        "type": "conference.series",
        "locale": "de",
        "url": "/de/konferenz/",
        "title": "Städtepartnerkonferenz",
        "date": timezone.localdate(parent.first_published_at).isoformat(),
    }


def common(page: EditionPage) -> dict:
    """What the base presenter adds, of which this test only wants to see that it is there."""
    recorder = StoreRecorder("de", NOW)
    fields = super(type(PRESENTER), PRESENTER).card_fields(page, recorder)
    return json.loads(PRESENTER.card_schema.__base__(**fields).model_dump_json())


def card_of(page: EditionPage) -> dict:
    return {
        **common(page),
        "type": "conference.edition",
        "url": "/de/konferenz/xvi/",
        "date": "2021-06-28",
        "series": series_link(page),
        "number": 16,
        "ordinal": "XVI.",
        "motto": "Verbindungen stärken",
        "period": {"starts_on": "2021-06-28", "ends_on": "2021-06-30", "time_zone": "Europe/Moscow"},
        "period_text": "28.–30. Juni 2021",
        "status": "scheduled",
        "state": "announced",
        "state_label": "",
        "modes": ["in_person", "digital"],
        "host_places": [KALUGA],
        "where": "Kaluga und online",
    }


def test_card(edition: EditionPage) -> None:
    assert rendered(PRESENTER.card(edition, StoreRecorder("de", NOW))) == card_of(edition)


def test_detail(edition: EditionPage) -> None:
    deadline, sister = edition.deadlines.get(), edition.sister_events.get()
    groups = {group.number: str(group.translation_key) for group in edition.working_groups.all()}
    detail = rendered(PRESENTER.detail(edition, StoreRecorder("de", NOW)))
    own = {name: detail[name] for name in detail if name not in PRESENTER.detail_schema.__bases__[1].model_fields}
    card = card_of(edition)
    assert own == {
        **{name: card[name] for name in own if name in card},
        "hero": None,
        "umbrella_programme": "Deutschlandjahr",
        "theme_year": None,
        "website": "https://kaluga.example.org/",
        "organisations": [
            {"role": "organiser", "organisation": FORUM},
            {"role": "host", "organisation": CITY},
            {"role": "sponsor", "organisation": CITY},
        ],
        "deadlines": [
            {
                "id": str(deadline.translation_key),
                "audience": "press",
                "mode": "in_person",
                "moment": "2021-06-07T23:59:00+02:00",
                "moment_utc": "2021-06-07T21:59:00Z",
                "time_zone": "Europe/Berlin",
                "state": "open",
                "label": "Akkreditierung vor Ort",
                "note": "Mit Ausweis",
            }
        ],
        "working_groups": [
            {"id": groups[1], "number": 1, "title": "Wirtschaft", "description": "Kaluga 650", "coordinator": None},
            {"id": groups[2], "number": 2, "title": "Kommunen", "description": "", "coordinator": FORUM},
        ],
        "sister_events": [
            {
                "id": str(sister.translation_key),
                "number": 4,
                "ordinal": "IV.",
                "title": "Jugendforum",
                "starts_on": "2021-06-23",
                "ends_on": "2021-07-01",
                "period_text": "23. Juni – 1. Juli 2021",
                "places": [KALUGA],
                "modes": ["in_person", "digital"],
                "website": "",
            }
        ],
        "calendar_url": f"/de/conference/editions/{edition.pk}/calendar.ics",
    }


def test_json_ld(edition: EditionPage) -> None:
    address = absolute("/de/konferenz/xvi/")
    town = {
        "@type": "Place",
        "name": "Kaluga",
        "address": {"@type": "PostalAddress", "addressLocality": "Kaluga", "addressCountry": "RU"},
    }
    assert PRESENTER.json_ld(edition, StoreRecorder("de", NOW)) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": "Konferenz 16",
        "inLanguage": "de",
        "startDate": "2021-06-28",
        "endDate": "2021-06-30",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [town, {"@type": "VirtualLocation", "url": "https://kaluga.example.org/"}],
        "description": "Drei Tage in Kaluga und online.",
        "organizer": [
            {"@type": "Organization", "name": "Das Forum", "url": "https://forum.example.org/"},
            {"@type": "Organization", "name": "Die Stadt"},
        ],
        "sponsor": [{"@type": "Organization", "name": "Die Stadt"}],
        "superEvent": {
            "@type": "EventSeries",
            "name": "Städtepartnerkonferenz",
            "url": absolute("/de/konferenz/"),
        },
        "subEvent": [
            {
                "@type": "Event",
                "name": "IV. Jugendforum",
                "startDate": "2021-06-23",
                "endDate": "2021-07-01",
                "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
                "location": [town],
            }
        ],
    }


@pytest.mark.parametrize(
    ("modes", "attendance", "kinds"),
    [
        ({"in_person": True, "digital": False}, "OfflineEventAttendanceMode", ["Place"]),
        ({"in_person": False, "digital": True}, "OnlineEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
def test_json_ld_by_mode(edition: EditionPage, modes: dict, attendance: str, kinds: list[str]) -> None:
    for name, value in modes.items():
        setattr(edition, name, value)
    event = PRESENTER.json_ld(edition, StoreRecorder("de", NOW))
    assert event["eventAttendanceMode"] == f"https://schema.org/{attendance}"
    assert [place["@type"] for place in event["location"]] == kinds


def test_json_ld_without_a_place(series: SeriesPage) -> None:
    page = publish(EditionPageFactory(parent=series, in_person=True, digital=False))
    assert "location" not in PRESENTER.json_ld(page, StoreRecorder("de", NOW))


@pytest.mark.parametrize(("status", "name"), [("postponed", "EventPostponed"), ("cancelled", "EventCancelled")])
def test_json_ld_status(edition: EditionPage, status: str, name: str) -> None:
    edition.status = status
    event = PRESENTER.json_ld(edition, StoreRecorder("de", NOW))
    assert event["eventStatus"] == f"https://schema.org/{name}"


def test_facets(edition: EditionPage, series: SeriesPage) -> None:
    assert PRESENTER.facets(edition) == {
        "topic": [],
        "tag": [],
        "related": [],
        "conference:series": [str(series.translation_key)],
        "conference:number": ["16"],
        "conference:status": ["scheduled"],
        "conference:year": ["2021"],
        "conference:place": ["kaluga"],
        "news:theme": [],
    }


def test_an_edition_belongs_to_its_theme_year(edition: EditionPage) -> None:
    year = publish(ThemeYearPageFactory(parent=home_of("de")))
    edition.theme_year = year
    edition = publish(edition)
    assert PRESENTER.facets(edition)["news:theme"] == [str(year.translation_key)]
    link = PRESENTER.detail(edition, StoreRecorder("de", NOW)).theme_year
    assert (link.id, link.type) == (year.pk, "news.theme_year")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (NOW, datetime(2021, 6, 7, 21, 59, tzinfo=UTC)),
        (datetime(2021, 6, 20, tzinfo=UTC), datetime(2021, 6, 27, 21, 0, tzinfo=UTC)),
        (datetime(2021, 6, 29, tzinfo=UTC), datetime(2021, 6, 30, 21, 0, tzinfo=UTC)),
        (datetime(2021, 7, 1, tzinfo=UTC), None),
    ],
)
def test_valid_until_the_next_change(edition: EditionPage, now: datetime, until: datetime | None) -> None:
    assert PRESENTER.valid_until(edition, now) == until


@pytest.mark.parametrize(
    ("now", "states"),
    [
        (datetime(2021, 6, 7, 21, 58, tzinfo=UTC), ("announced", "open")),
        (datetime(2021, 6, 7, 21, 59, tzinfo=UTC), ("announced", "closed")),
        (datetime(2021, 6, 28, 6, 0, tzinfo=UTC), ("running", "closed")),
        (datetime(2021, 7, 1, tzinfo=UTC), ("past", "closed")),
    ],
)
def test_states_are_of_the_moment_of_rendering(edition: EditionPage, now: datetime, states: tuple) -> None:
    detail = PRESENTER.detail(edition, StoreRecorder("de", now))
    assert (detail.state, detail.deadlines[0].state) == states


def test_dependencies(edition: EditionPage) -> None:
    recorder = StoreRecorder("de", NOW)
    PRESENTER.detail(edition, recorder)
    kinds = {tag.partition(":")[0] for tag in recorder.tags}
    assert {"place", "organisation", "country"} <= kinds


def test_sorted_by_first_day(edition: EditionPage) -> None:
    assert PRESENTER.date(edition) == date(2021, 6, 28)
