"""Local times side by side, and the time that is left."""

from datetime import UTC, datetime, timedelta

import pytest

from conference.services.clocks import LocalTime, local_times, time_left, zone_name

MOMENT = datetime(2021, 6, 7, 21, 59, tzinfo=UTC)


def test_local_times_in_berlin_and_in_kaluga() -> None:
    assert local_times(MOMENT, [("Europe/Berlin", ""), ("Europe/Moscow", "Kaluga")], "de") == [
        LocalTime("7. Juni 2021", "23:59", "Berlin", "2021-06-07T23:59:00+02:00"),
        LocalTime("8. Juni 2021", "00:59", "Kaluga", "2021-06-08T00:59:00+03:00"),
    ]


def test_local_times_in_winter_are_two_hours_apart() -> None:
    moment = datetime(2021, 1, 15, 12, 0, tzinfo=UTC)
    times = local_times(moment, [("Europe/Berlin", ""), ("Europe/Moscow", "")], "ru")
    assert [(local.time, local.place) for local in times] == [("13:00", "Берлин"), ("15:00", "Москва")]


def test_zones_that_agree_are_told_once() -> None:
    zones = [("Europe/Berlin", ""), ("Europe/Paris", ""), ("Europe/Moscow", "Kaluga")]
    assert [local.place for local in local_times(MOMENT, zones, "en")] == ["Berlin", "Kaluga"]


@pytest.mark.parametrize(("language", "name"), [("de", "Moskau"), ("ru", "Москва"), ("en", "Moscow")])
def test_zone_name(language: str, name: str) -> None:
    assert zone_name("Europe/Moscow", language) == name


@pytest.mark.parametrize(
    ("left", "german", "russian", "english"),
    [
        (timedelta(days=150), "in 5 Monaten", "через 5 месяцев", "in 5 months"),
        (timedelta(days=45), "in 45 Tagen", "через 45 дней", "in 45 days"),
        (timedelta(days=3, hours=23), "in 3 Tagen", "через 3 дня", "in 3 days"),
        (timedelta(days=1), "in 1 Tag", "через 1 день", "in 1 day"),
        (timedelta(hours=23, minutes=59), "in 23 Stunden", "через 23 часа", "in 23 hours"),
        (timedelta(minutes=59, seconds=59), "in 59 Minuten", "через 59 минут", "in 59 minutes"),
        (timedelta(seconds=1), "in 1 Minute", "через 1 минуту", "in 1 minute"),
        (timedelta(0), "", "", ""),
        (timedelta(days=-1), "", "", ""),
    ],
)
def test_time_left(left: timedelta, german: str, russian: str, english: str) -> None:
    now = MOMENT - left
    assert [time_left(MOMENT, now, language) for language in ("de", "ru", "en")] == [german, russian, english]
