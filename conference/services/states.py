"""What the clock says of an edition and its deadlines; always computed, never stored as a fact."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import pgettext_lazy

from conference.models import EditionStatus


class EditionState(models.TextChoices):
    """Where an edition stands at a moment."""

    ANNOUNCED = "announced", pgettext_lazy("edition", "announced")
    RUNNING = "running", pgettext_lazy("edition", "taking place now")
    PAST = "past", pgettext_lazy("edition", "over")
    POSTPONED = "postponed", pgettext_lazy("edition", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("edition", "cancelled")


# What an edition's dates do not say themselves; lists tell these in words.
TOLD_STATES = (EditionState.RUNNING, EditionState.POSTPONED, EditionState.CANCELLED)


class DeadlineState(models.TextChoices):
    """Whether one can still do what the deadline closes."""

    OPEN = "open", pgettext_lazy("deadline", "open")
    CLOSED = "closed", pgettext_lazy("deadline", "closed")


def day_begins(day: date, time_zone: str) -> datetime:
    """The first moment of a day in a zone."""
    return datetime.combine(day, time.min, ZoneInfo(time_zone))


def edition_state(
    starts_on: date, ends_on: date, time_zone: str, now: datetime, status: str = EditionStatus.SCHEDULED
) -> EditionState:
    """The state at now, by the days of the edition's own time zone."""
    if status != EditionStatus.SCHEDULED:
        return EditionState(status)
    if now < day_begins(starts_on, time_zone):
        return EditionState.ANNOUNCED
    if now < day_begins(ends_on + timedelta(days=1), time_zone):
        return EditionState.RUNNING
    return EditionState.PAST


def deadline_state(moment: datetime, now: datetime, status: str = EditionStatus.SCHEDULED) -> DeadlineState:
    """Open before the moment; nothing is open for an edition that is off."""
    is_open = now < moment and status == EditionStatus.SCHEDULED
    return DeadlineState.OPEN if is_open else DeadlineState.CLOSED


def next_change(
    starts_on: date, ends_on: date, time_zone: str, moments: Iterable[datetime], now: datetime
) -> datetime | None:
    """The next moment at which a state above changes; None when all lie behind."""
    changes = (day_begins(starts_on, time_zone), day_begins(ends_on + timedelta(days=1), time_zone), *moments)
    return min((moment for moment in changes if moment > now), default=None)
