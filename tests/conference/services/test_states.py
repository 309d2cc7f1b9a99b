"""States of editions and deadlines by the clock of their own zone."""

from datetime import UTC, date, datetime

import pytest

from conference.services.states import DeadlineState, EditionState, deadline_state, edition_state, next_change

START, END = date(2021, 6, 28), date(2021, 6, 30)
MOSCOW, BERLIN = "Europe/Moscow", "Europe/Berlin"


def at(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2021, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "state"),
    [
        (MOSCOW, at(27, 20, 59), EditionState.ANNOUNCED),
        (MOSCOW, at(27, 21, 0), EditionState.RUNNING),
        (BERLIN, at(27, 21, 0), EditionState.ANNOUNCED),
        (BERLIN, at(27, 22, 0), EditionState.RUNNING),
        (MOSCOW, at(30, 20, 59), EditionState.RUNNING),
        (MOSCOW, at(30, 21, 0), EditionState.PAST),
        (BERLIN, at(30, 21, 59), EditionState.RUNNING),
        (BERLIN, at(30, 22, 0), EditionState.PAST),
    ],
)
def test_edition_state_follows_the_days_of_its_zone(zone: str, now: datetime, state: EditionState) -> None:
    assert edition_state(START, END, zone, now) == state


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_status_that_staff_set_wins_over_the_clock(status: str) -> None:
    assert edition_state(START, END, MOSCOW, at(29, 12), status) == status


def test_edition_state_where_clocks_change_during_the_edition() -> None:
    start, end = date(2021, 10, 30), date(2021, 10, 31)
    states = [
        edition_state(start, end, BERLIN, datetime(2021, 10, 29, 21, 59, tzinfo=UTC)),
        edition_state(start, end, BERLIN, datetime(2021, 10, 29, 22, 0, tzinfo=UTC)),
        edition_state(start, end, BERLIN, datetime(2021, 10, 31, 22, 59, tzinfo=UTC)),
        edition_state(start, end, BERLIN, datetime(2021, 10, 31, 23, 0, tzinfo=UTC)),
    ]
    assert states == ["announced", "running", "running", "past"]


def test_deadline_state_changes_at_the_moment_itself() -> None:
    moment = at(7, 21, 59)
    states = [
        deadline_state(moment, at(7, 21, 58)),
        deadline_state(moment, moment),
        deadline_state(moment, at(8, 0)),
        deadline_state(moment, at(7, 0), status="cancelled"),
    ]
    assert states == [DeadlineState.OPEN, DeadlineState.CLOSED, DeadlineState.CLOSED, DeadlineState.CLOSED]


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (at(1, 0), at(7, 21, 59)),
        (at(7, 21, 59), at(21, 21, 59)),
        (at(22, 0), at(27, 21, 0)),
        (at(27, 21, 0), at(30, 21, 0)),
        (at(30, 21, 0), None),
    ],
)
def test_next_change(now: datetime, change: datetime | None) -> None:
    assert next_change(START, END, MOSCOW, [at(21, 21, 59), at(7, 21, 59)], now) == change
