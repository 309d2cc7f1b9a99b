"""The calendar file, read back as a calendar reads it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from icalendar import Calendar

from cms.content_store.presenters import absolute
from cms.schemas.period import Period
from conference.schemas import Deadline
from conference.services.calendars import CalendarSource, edition_calendar

ADDRESS = absolute("/de/konferenz/xvi/")
EDITION = "6a1f1c9a-8a0a-4a58-9a0b-5f6f0f3d1c01"
DEADLINE = "6a1f1c9a-8a0a-4a58-9a0b-5f6f0f3d1c02"


@pytest.fixture
def source() -> CalendarSource:
    return CalendarSource(
        translation_key=EDITION,
        url="/de/konferenz/xvi/",
        title="XVI. Konferenz; Kaluga, online",
        lead="Drei Tage,\nsechs Gruppen.",
        motto="Verbindungen stärken",
        where="Kaluga und online",
        status="scheduled",
        period=Period(starts_on=date(2021, 6, 28), ends_on=date(2021, 6, 30), time_zone="Europe/Moscow"),
        updated_at=datetime(2021, 6, 1, 10, 0, tzinfo=UTC),
        deadlines=[
            Deadline(
                id=DEADLINE,
                audience="press",
                mode="in_person",
                moment=datetime.fromisoformat("2021-06-07T23:59:00+02:00"),
                moment_utc=datetime(2021, 6, 7, 21, 59, tzinfo=UTC),
                time_zone="Europe/Berlin",
                state="open",
                label="Akkreditierung",
                note="Mit Ausweis",
            )
        ],
    )


def entries(source: CalendarSource, language: str = "en") -> list[dict[str, object]]:
    """Name and decoded value of every property of every event."""
    with translation.override(language):
        calendar = Calendar.from_ical(edition_calendar(source))
    return [
        {name: getattr(value, "dt", value) for name, value in event.property_items(recursive=False)[1:-1]}
        for event in calendar.events
    ]


def test_every_property_survives_the_way_into_a_calendar(source: CalendarSource) -> None:
    stamp = datetime(2021, 6, 1, 10, 0, tzinfo=UTC)
    common = {
        "DTSTAMP": stamp,
        "LAST-MODIFIED": stamp,
        "URL": ADDRESS,
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
    }
    assert entries(source) == [
        {
            **common,
            "UID": EDITION,
            "SUMMARY": "XVI. Konferenz; Kaluga, online",
            "DESCRIPTION": f"Verbindungen stärken\n\nDrei Tage,\nsechs Gruppen.\n\n{ADDRESS}",
            "DTSTART": date(2021, 6, 28),
            "DTEND": date(2021, 7, 1),
            "LOCATION": "Kaluga und online",
        },
        {
            **common,
            "UID": DEADLINE,
            "SUMMARY": "Deadline: Akkreditierung (XVI. Konferenz; Kaluga, online)",
            "DESCRIPTION": f"Press · In person\n\nMit Ausweis\n\n{ADDRESS}",
            "DTSTART": datetime(2021, 6, 7, 21, 59, tzinfo=UTC),
            "RELATED-TO": EDITION,
        },
    ]


def test_bytes_are_as_the_format_wants_them(source: CalendarSource) -> None:
    lines = edition_calendar(source).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"SUMMARY:XVI. Konferenz\\; Kaluga\\, online" in lines
    assert b"DTSTART;VALUE=DATE:20210628" in lines
    assert b"DTSTART:20210607T215900Z" in lines
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines


def test_the_same_item_gives_the_same_bytes(source: CalendarSource) -> None:
    assert edition_calendar(source) == edition_calendar(source)


@pytest.mark.parametrize(("status", "shown"), [("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")])
def test_status(source: CalendarSource, status: str, shown: str) -> None:
    source = CalendarSource(**{**source.model_dump(), "status": status})
    assert [entry["STATUS"] for entry in entries(source)] == [shown, shown]
