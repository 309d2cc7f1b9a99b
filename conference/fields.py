"""Time zones and wall-clock times: what a model or form needs to hold a moment in a zone of its own."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def default_time_zone() -> str:
    """The zone a new edition or deadline starts with: the installation's."""
    return settings.TIME_ZONE


def is_time_zone(value: str) -> bool:
    """Whether the value names an IANA time zone."""
    return value in available_timezones()


def validate_time_zone(value: str) -> None:
    """Raise ValidationError unless value is an IANA time zone."""
    if not is_time_zone(value):
        raise ValidationError(_("%(value)s is not a time zone, e.g. Europe/Berlin."), params={"value": value})


def moment_at(wall_clock: datetime, time_zone: str) -> datetime:
    """The moment a clock in the zone shows wall_clock; ValidationError for an hour that is skipped or comes twice."""
    zone = ZoneInfo(time_zone)
    first, second = wall_clock.replace(tzinfo=zone, fold=0), wall_clock.replace(tzinfo=zone, fold=1)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall_clock:
        raise ValidationError(_("Clocks in %(zone)s skip this time on that day."), params={"zone": time_zone})
    if first.utcoffset() != second.utcoffset():
        raise ValidationError(_("Clocks in %(zone)s show this time twice on that day."), params={"zone": time_zone})
    return first


def wall_clock_of(moment: datetime, time_zone: str) -> datetime:
    """What a clock in the zone shows at the moment."""
    return moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)


class WallClockField(forms.DateTimeField):
    """A date and time as typed, in no time zone; the form that has it knows the zone."""

    def to_python(self, value: object) -> datetime | None:
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None
