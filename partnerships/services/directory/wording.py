"""Numbers of the directory in sentences that date themselves."""

import datetime

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.delivery.services.languages import format_locale
from cms.delivery.services.periods import SPACES, date_text


def number(value: int) -> str:
    """2.262, 2 262, 2,262: as the active language writes it."""
    return format_decimal(value, locale=format_locale(get_language() or "")).translate(SPACES)


def kilometres(value: int) -> str:
    """2.262 km."""
    return _("%(number)s\u00a0km") % {"number": number(value)}


def partnerships(total: int) -> str:
    """123 partnerships."""
    return ngettext("%(number)s partnership", "%(number)s partnerships", total) % {"number": number(total)}


def also_called(name: str, other: str, was_former: bool) -> str:
    """Volgograd (formerly Stalingrad), Pskov (also Pleskau)."""
    pattern = _("%(name)s (formerly %(other)s)") if was_former else _("%(name)s (also %(other)s)")
    return pattern % {"name": name, "other": other}


def summary(total: int, resting: int, day: datetime.date) -> str:
    """123 partnerships, 54 of them resting (as of 24 November 2026)."""
    words = partnerships(total)
    if 0 < resting < total:
        of_them = ngettext("%(number)s of them resting", "%(number)s of them resting", resting)
        words = f"{words}, {of_them % {'number': number(resting)}}"
    return _("%(numbers)s (as of %(day)s)") % {"numbers": words, "day": date_text(day, get_language() or "")}
