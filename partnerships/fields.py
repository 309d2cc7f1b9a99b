"""Dates that are known to the day, the month or the year only, and languages to choose from."""

import datetime
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.delivery.services.languages import language_name

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
PRECISIONS = ("unknown", "year", "month", "day")


def precision_of(value: str) -> str:
    """How exactly a partial date is known: day, month, year, or unknown when it is empty."""
    return PRECISIONS[value.count("-") + 1 if value else 0]


def earliest_day(value: str) -> datetime.date | None:
    """The first day that a partial date can mean; None when it is empty. Raises ValueError."""
    if not value:
        return None
    found = PARTIAL_DATE.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = (int(part or 1) for part in found.groups())
    return datetime.date(year, month, day)


def latest_day(value: str) -> datetime.date | None:
    """The last day that a partial date can mean; None when it is empty. Raises ValueError."""
    first = earliest_day(value)
    if first is None or precision_of(value) == "day":
        return first
    months = 12 if precision_of(value) == "year" else first.month
    return datetime.date(first.year + months // 12, months % 12 + 1, 1) - datetime.timedelta(days=1)


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless the value is YYYY, YYYY-MM or YYYY-MM-DD and such a day exists."""
    try:
        earliest_day(value)
    except ValueError as error:
        raise ValidationError(
            _("%(value)s is not a date. Write 1991, 1991-06 or 1991-06-20."), params={"value": value}
        ) from error


class PartialDateField(models.CharField):
    """The precision is kept as it is known: 1991, 1991-06 or 1991-06-20; empty when nothing is."""

    default_validators = (validate_partial_date,)

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


# Languages in which municipalities write to each other; their names are Babel's.
SPOKEN = (
    "de", "ru", "en", "fr", "pl", "uk", "be", "cs", "es", "it", "tr", "ka", "hy", "az", "kk", "uz", "tt", "ba", "zh",
)  # fmt: skip


def spoken_languages() -> list[tuple[str, str]]:
    """(code, name in the active language), the languages of the site first."""
    active = get_language() or settings.LANGUAGE_CODE
    site = [code for code, _name in settings.LANGUAGES]
    codes = [*site, *(code for code in SPOKEN if code not in site)]
    return [(code, language_name(code, active)) for code in codes]
