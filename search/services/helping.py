"""What helps where nothing was found: names that begin alike, and the same search in other languages."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import translation

from search.query import SearchQuery
from search.questions import Engine
from search.tokens import words

from .labels import address
from .searching import Hit, search
from .suggesting import Suggestion, suggest

LEAST_LETTERS = 3
MOST_NAMES, MOST_HITS = 5, 3


@dataclass(frozen=True)
class OtherLanguage:
    """What another language has for the same words: its first hits, how many there are, and where they stand."""

    code: str
    name: str
    hits: list[Hit]
    total: int
    address: str


def similar_names(query: SearchQuery, engine: Engine) -> list[Suggestion]:
    """What is called by a name that begins like the longest word."""
    longest = max(words(query.text), key=len, default="")
    beginning = longest[: max(LEAST_LETTERS, len(longest) * 2 // 3)]
    return suggest(beginning, query.locale, MOST_NAMES, engine=engine) if len(longest) > LEAST_LETTERS else []


def in_other_languages(query: SearchQuery, engine: Engine) -> list[OtherLanguage]:
    """The languages that have something."""
    found = []
    for code, name in settings.WAGTAIL_CONTENT_LANGUAGES:
        if code != query.locale:
            asked = replace(query, locale=code, facets={}, page=1, page_size=MOST_HITS, as_typed=True)
            with translation.override(code):
                result = search(asked, engine=engine)
                if result.total:
                    found.append(OtherLanguage(code, name, result.hits, result.total, address(asked, 1)))
    return found
