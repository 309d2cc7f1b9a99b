"""Wall-clock times and the moments they stand for."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from conference.fields import WallClockField, moment_at, validate_time_zone, wall_clock_of

END_OF_DAY = datetime(2021, 6, 7, 23, 59)

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Europe/Berlin", datetime(2021, 6, 7, 21, 59, tzinfo=UTC)),
        ("Europe/Moscow", datetime(2021, 6, 7, 20, 59, tzinfo=UTC)),
        ("Asia/Kamchatka", datetime(2021, 6, 7, 11, 59, tzinfo=UTC)),
    ],
)
def test_moment_and_back(zone: str, moment: datetime) -> None:
    assert moment_at(END_OF_DAY, zone) == moment
    assert wall_clock_of(moment, zone) == END_OF_DAY


@pytest.mark.parametrize(
    ("wall_clock", "message"),
    [
        (datetime(2021, 3, 28, 2, 30), "Clocks in Europe/Berlin skip this time on that day."),
        (datetime(2021, 10, 31, 2, 30), "Clocks in Europe/Berlin show this time twice on that day."),
    ],
)
def test_hours_that_are_skipped_or_come_twice_are_refused(wall_clock: datetime, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        moment_at(wall_clock, "Europe/Berlin")
    assert caught.value.messages == [message]


def test_russian_clocks_do_not_change() -> None:
    assert moment_at(datetime(2021, 3, 28, 2, 30), "Europe/Moscow") == datetime(2021, 3, 27, 23, 30, tzinfo=UTC)


def test_wall_clock_field_reads_what_is_typed_in_no_zone() -> None:
    assert WallClockField().clean("2021-03-28 02:30") == datetime(2021, 3, 28, 2, 30)


def test_unknown_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        validate_time_zone("Kaluga")
    assert caught.value.messages == ["Kaluga is not a time zone, e.g. Europe/Berlin."]
