"""Lists of public editions by facet and by state."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from conference.models import SeriesPage
from conference.services.editions import days_of, list_editions, status_of
from conference.services.states import EditionState
from tests.factories.conference import EditionHostPlaceFactory, EditionPageFactory
from tests.factories.entities import PlaceFactory
from tests.factories.pages import publish

# Between them it is never the same day everywhere.
WEST, EAST = "Pacific/Pago_Pago", "Pacific/Kiritimati"


def numbers(**wanted: object) -> list[int]:
    return [card["number"] for card in list_editions("de", **wanted).cards]


@pytest.fixture
def editions(series: SeriesPage) -> SeriesPage:
    """14 and 16 are over, 18 runs, 19 is announced, 20 cancelled, 21 postponed; 22 is a draft."""
    today = timezone.localdate()
    krasnodar = PlaceFactory(key="krasnodar")
    days = {14: date(2017, 6, 28), 16: date(2021, 6, 28), 18: today - timedelta(days=1), 19: today + timedelta(days=30)}
    for number in range(14, 23):
        if number in (15, 17):
            continue
        starts_on = days.get(number, today + timedelta(days=60))
        status = {20: "cancelled", 21: "postponed"}.get(number, "scheduled")
        page = EditionPageFactory(
            parent=series, number=number, starts_on=starts_on, ends_on=starts_on + timedelta(days=2), status=status
        )
        if number == 14:
            EditionHostPlaceFactory(page=page, place=krasnodar)
        if number != 22:
            publish(page)
    return series


def test_newest_first(editions: SeriesPage) -> None:
    assert numbers() == [21, 20, 19, 18, 16, 14]
    assert numbers(filters={"series": str(editions.translation_key)}) == [21, 20, 19, 18, 16, 14]


def test_by_state(editions: SeriesPage) -> None:
    assert {state.value: numbers(state=state) for state in EditionState} == {
        "announced": [19],
        "running": [18],
        "past": [16, 14],
        "cancelled": [20],
        "postponed": [21],
    }


def test_by_facet(editions: SeriesPage) -> None:
    found = [
        numbers(filters={"number": "16"}),
        numbers(filters={"year": "2017"}),
        numbers(filters={"place": "krasnodar"}),
        numbers(filters={"number": "16", "year": "2017"}),
        numbers(filters={"series": "00000000-0000-0000-0000-000000000000"}),
    ]
    assert found == [[16], [14], [14], [], []]


@pytest.mark.parametrize("zone", [WEST, EAST])
def test_the_state_is_of_the_day_at_the_place_of_the_edition(series: SeriesPage, zone: str) -> None:
    today_there = datetime.now(ZoneInfo(zone)).date()
    tomorrow, yesterday = today_there + timedelta(days=1), today_there - timedelta(days=1)
    for number, day in enumerate((yesterday, today_there, tomorrow), start=1):
        publish(EditionPageFactory(parent=series, number=number, starts_on=day, ends_on=day, time_zone=zone))
    assert [numbers(state=state) for state in ("past", "running", "announced")] == [[1], [2], [3]]


def test_every_state_has_its_status_and_days() -> None:
    today = date(2021, 6, 15)
    assert {state.value: (status_of(state), days_of(state, today)) for state in EditionState} == {
        "announced": ("scheduled", {"since": date(2021, 6, 14)}),
        "running": ("scheduled", {"since": date(2021, 4, 14), "until": date(2021, 6, 16)}),
        "past": ("scheduled", {"until": date(2021, 6, 16)}),
        "postponed": ("postponed", {}),
        "cancelled": ("cancelled", {}),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_one_query(series: SeriesPage, count: int, django_assert_num_queries: object) -> None:
    for number in range(1, count + 1):
        publish(EditionPageFactory(parent=series, number=number))
    with django_assert_num_queries(1):
        assert len(list_editions("de").cards) == count
