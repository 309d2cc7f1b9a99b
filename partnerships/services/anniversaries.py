"""Round anniversaries of a partnership."""

import datetime
from dataclasses import dataclass

from partnerships.fields import earliest_day, precision_of

STEP = 5
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Anniversary:
    """How many years, on which partial date, and the last day on which it is still to come."""

    years: int
    on: str
    last_day: datetime.date


def next_anniversary(since: str, today: datetime.date) -> Anniversary | None:
    """The next one in steps of five years, today's included; None when the year is not known."""
    first = earliest_day(since)
    if first is None:
        return None
    years = max(STEP, -(-(today.year - first.year) // STEP) * STEP)
    found = _after(since, first, years)
    return found if found.last_day >= today else _after(since, first, years + STEP)


def coming(since: str, today: datetime.date) -> Anniversary | None:
    """The next one, if it may be within a year from today."""
    found = next_anniversary(since, today)
    limit = today + YEAR
    return found if found is not None and earliest_day(found.on) <= limit else None


def days_of(found: Anniversary) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which it may be; the same where it is known to the day."""
    return earliest_day(found.on), found.last_day


def _after(since: str, first: datetime.date, years: int) -> Anniversary:
    """Known to the day it is over after the day, else after the month or year."""
    year = first.year + years
    on = f"{year:04d}{since[4:]}"
    precision = precision_of(since)
    if precision == "year":
        return Anniversary(years, on, datetime.date(year, 12, 31))
    if precision == "month":
        following = datetime.date(year + first.month // 12, first.month % 12 + 1, 1)
        return Anniversary(years, on, following - datetime.timedelta(days=1))
    if (first.month, first.day) == (2, 29) and not _is_leap(year):
        return Anniversary(years, f"{year:04d}-02-28", datetime.date(year, 2, 28))
    return Anniversary(years, on, datetime.date(year, first.month, first.day))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
