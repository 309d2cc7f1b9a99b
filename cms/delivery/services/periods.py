"""Days and periods of days as a language writes them, with month names never shortened."""

import re
from datetime import date

from babel.dates import format_date

from .languages import format_locale

SHORT_MONTH = re.compile(r"(?<!M)M{3}(?!M)")
# CLDR's thin and narrow spaces are missing in some system fonts, where they show as boxes.
SPACES = str.maketrans({"\u2009": " ", "\u202f": "\u00a0"})
# A day stays with its month, a year with its word, a dash with what stands before it: "28. Juni", "2021 г.", "Juni –".
ISO_DAY = re.compile(r"(?<![\w.:/-])(\d{4}-\d{2}-\d{2})(?![\w:/-])")
LOOSE_SPACE = re.compile(r"(?<=\d)(\.?) (?=[^\W\d])|(?<=\S)() (?=[–—] )")


def period_text(starts_on: date, ends_on: date, language: str) -> str:
    """28.–30. Juni 2021, 28–30 июня 2021 г., 30 June – 2 July 2021; one date when both are the same day."""
    locale = format_locale(language)
    if starts_on == ends_on:
        return date_text(starts_on, language)
    differs = "y" if starts_on.year != ends_on.year else "M" if starts_on.month != ends_on.month else "d"
    patterns = locale.interval_formats["yMMMd"][differs]
    long_patterns = (SHORT_MONTH.sub("MMMM", pattern) for pattern in patterns)
    days = (starts_on, ends_on)
    parts = (format_date(day, pattern, locale) for day, pattern in zip(days, long_patterns, strict=True))
    return "".join(parts).translate(SPACES)


def date_text(day: date, language: str) -> str:
    """28. Juni 2021, 28 июня 2021 г., 28 June 2021."""
    return format_date(day, "long", format_locale(language)).translate(SPACES)


def days_in_words(text: str, language: str) -> str:
    """A text that staff typed once for all languages, each ISO day of it in words; addresses stay what they are."""
    return ISO_DAY.sub(lambda found: _day_in_words(found[1], language), text)


def unbroken(text: str) -> str:
    """The text for a page: no line ends between a day and its month or begins with a dash."""
    return LOOSE_SPACE.sub(lambda found: f"{found[1] or ''}\u00a0", text)


def _day_in_words(value: str, language: str) -> str:
    try:
        return date_text(date.fromisoformat(value), language)
    except ValueError:
        return value
