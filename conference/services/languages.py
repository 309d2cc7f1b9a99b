"""Which Babel locale formats the dates and numbers of a content language."""

from functools import cache

from babel import Locale, UnknownLocaleError

# English without a country would be American: month before day.
PREFERRED = {"en": "en_GB"}
UNKNOWN = "en_GB"


@cache
def format_locale(language: str) -> Locale:
    """The Babel locale of a language code such as "de" or "pt-br"; British English for one Babel does not know."""
    try:
        return Locale.parse(PREFERRED.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(UNKNOWN)
