"""A moment as readers need it: in every zone that matters, and how long it is until then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_time, format_timedelta, get_timezone_location

from cms.delivery.services.languages import format_locale
from cms.delivery.services.periods import date_text

DAYS_COUNTED_SINGLY = 60
DAYS_PER_MONTH = 30


@dataclass(frozen=True)
class LocalTime:
    """What the clocks of one place show."""

    date: str
    time: str
    place: str
    iso: str


def local_times(moment: datetime, zones: Iterable[tuple[str, str]], language: str) -> list[LocalTime]:
    """The moment in each (time zone, name of the place or ""); zones that agree then are told once, in their order."""
    seen: dict[timedelta, LocalTime] = {}
    for zone, place in zones:
        local = moment.astimezone(ZoneInfo(zone))
        seen.setdefault(
            local.utcoffset(),
            LocalTime(
                date=date_text(local.date(), language),
                time=format_time(local.time(), "short", locale=format_locale(language)),
                place=place or zone_name(zone, language),
                iso=local.isoformat(),
            ),
        )
    return list(seen.values())


def zone_name(time_zone: str, language: str) -> str:
    """The town a zone is named after, in a language: Moskau, Москва, Moscow."""
    return get_timezone_location(time_zone, locale=format_locale(language), return_city=True)


def time_left(moment: datetime, now: datetime, language: str) -> str:
    """In 3 Tagen, через 3 дня, in 3 days; rounded down so that nobody is promised more time; "" when it has passed."""
    left = moment - now
    if left <= timedelta(0):
        return ""
    if left.days > DAYS_COUNTED_SINGLY:
        return _in_words(timedelta(days=left.days // DAYS_PER_MONTH * DAYS_PER_MONTH), "month", language)
    if left.days:
        return _in_words(timedelta(days=left.days), "day", language)
    if left >= timedelta(hours=1):
        return _in_words(timedelta(hours=left // timedelta(hours=1)), "hour", language)
    minutes = max(1, left // timedelta(minutes=1))
    return _in_words(timedelta(minutes=minutes), "minute", language)


def _in_words(delta: timedelta, unit: str, language: str) -> str:
    """The delta in whole units; the threshold keeps Babel from passing to a coarser unit."""
    return format_timedelta(delta, granularity=unit, threshold=1000, add_direction=True, locale=format_locale(language))
