"""In which language a side is written to."""

from functools import cache

from babel.languages import get_official_languages
from django.conf import settings

ELSEWHERE = "en"


@cache
def language_of_country(code: str) -> str:
    """The language of the site that is official in a country, else English, else the site's own."""
    offered = [language for language, _name in settings.LANGUAGES]
    official = [language for language in get_official_languages(code, de_facto=True) if language in offered]
    return (official or [language for language in offered if language == ELSEWHERE] or [settings.LANGUAGE_CODE])[0]
