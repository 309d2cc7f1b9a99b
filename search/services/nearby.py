"""Names that an address without a page may have meant; read from the database, whichever engine answers questions."""

import re
from collections import Counter
from datetime import datetime

from django.db import connection

from search.engines.database import names
from search.models import SearchDocument

from .facets import label_of
from .renewal import is_visible, renewed
from .suggesting import Suggestion

MOST = 5
# So many of the longest words of an address are looked up.
MOST_WORDS = 3
SHORTEST = 4
# Of each word so many are looked at.
MOST_OF_WORD = 24
SEPARATORS = re.compile(r"[\W_]+")


def near_address(path: str, locale: str, now: datetime, shown: frozenset[str] = frozenset()) -> list[Suggestion]:
    """Public things with names that the last step of an address consists of, those with most of its words first.

    What is `shown` by its address already is left out. Five queries at most where nothing is past its time.
    """
    words = _words(path)
    lists = [_begun(word, locale, now) for word in words]
    if words and not any(lists):
        # Where the longest word is misspelt, its beginning may not be.
        lists = [_begun(words[0][: max(SHORTEST, len(words[0]) * 2 // 3)], locale, now)]
    counted = Counter(pk for found in lists for pk in found)
    places = {pk: min(found.index(pk) for found in lists if pk in found) for pk in counted}
    wanted = sorted(counted, key=lambda pk: (-counted[pk], places[pk]))[: MOST + len(shown)]
    return [each for each in _suggestions(wanted, now) if each.url not in shown][:MOST]


def _words(path: str) -> list[str]:
    """The longest folded words of the last step: numbers and short words say little."""
    step = path.rstrip("/").rpartition("/")[2]
    parts = [part for word in SEPARATORS.split(step) for part in names.folded(word)]
    telling = {part for part in parts if len(part) >= SHORTEST and not part.isdigit()}
    return sorted(telling, key=lambda part: (-len(part), part))[:MOST_WORDS]


def _begun(word: str, locale: str, now: datetime) -> list[int]:
    return names.begun([word], locale, connection.ops.adapt_datetimefield_value(now), MOST_OF_WORD)


def _suggestions(keys: list[int], now: datetime) -> list[Suggestion]:
    if not keys:
        return []
    stored = SearchDocument.objects.filter(pk__in=keys).defer("lead", "text")
    documents = {document.pk: document for document in stored if is_visible(document, now)}
    changed = renewed(documents.values(), now)
    found = []
    for key in keys:
        document = documents.get(key)
        if document is None or (document.valid_until and document.valid_until <= now and document.key not in changed):
            continue
        shown = changed.get(document.key, document)
        found.append(Suggestion(shown.type, label_of(shown.type), shown.title, "", shown.url))
    return found
