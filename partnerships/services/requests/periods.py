"""How long requests are open: whole months, to the end of a day at the site's place."""

import calendar
import datetime

from django.utils import timezone

LONGEST = 12
LAST_MINUTE = datetime.time(23, 59)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day that many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return day.replace(year=day.year + years, month=month + 1, day=min(day.day, last))


def end_of(day: datetime.date) -> datetime.datetime:
    """The last minute of a day."""
    return timezone.make_aware(datetime.datetime.combine(day, LAST_MINUTE))


def open_until(start: datetime.date, months: int) -> datetime.datetime:
    """When a request that is opened for some months ends."""
    return end_of(months_after(start, min(months, LONGEST)))
