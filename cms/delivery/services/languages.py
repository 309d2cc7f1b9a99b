"""Languages as Babel knows them: how they write dates, what they call each other, where they are at home."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

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


@cache
def language_name(code: str, language: str) -> str:
    """What a language calls another one: Russisch, немецкий; the code where it has no word."""
    return format_locale(language).languages.get(code.replace("-", "_"), code)


@cache
def regional_code(language: str) -> str:
    """The language with the country it is most at home in, as Open Graph wants it: de_DE, ru_RU, en_GB."""
    locale = format_locale(language)
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = Locale.parse(get_global("likely_subtags").get(locale.language, UNKNOWN))
    return f"{locale.language}_{likely.territory}"
