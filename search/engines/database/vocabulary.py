"""The words of all documents: how each is folded and written, for finding those that somebody misspelt.

No row is changed and none is unique, so that writers never wait for each other; a word without a document, which two
writers at once may leave behind, is found by nobody, because whoever reads asks the documents.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from django.db import connection

from search.models import SearchDocument
from search.tokens import word_tokens, words

from . import tables
from .neighbours import LONGEST, SHORTEST, one_slip, reach

# Names of this many words are also known as one, as "Nischninowgorod" is written.
JOINED = (2, 3)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
IN_CYRILLIC = frozenset({"ru", "uk", "be", "bg"})
BATCH = 5_000


def entries(document: SearchDocument) -> dict[str, str]:
    """The document's words as {folded: written}; the reader's own script, and running text before names."""
    found: dict[str, str] = {}
    for word in words(f"{document.title} {document.lead} {document.text}"):
        _add(found, word, word_tokens(word))
    names = document.names.split("\n")
    for name in sorted(names, key=lambda name: bool(CYRILLIC.search(name)) is not (document.locale in IN_CYRILLIC)):
        parts = words(name)
        for part in parts:
            _add(found, part, word_tokens(part))
        if len(parts) in JOINED:
            _add(found, name, ["w" + "".join(token[1:] for part in parts for token in word_tokens(part))])
    return found


def _add(found: dict[str, str], written: str, tokens: list[str]) -> None:
    if len(tokens) == 1:
        folded = tokens[0][1:]
        if SHORTEST <= len(folded) <= LONGEST and not any(character.isdigit() for character in folded):
            found.setdefault(folded, written)


def learn(locale: str, found: Mapping[str, str]) -> None:
    """Add what is not known yet."""
    if found:
        tables.dialect().learn(locale, sorted(found.items()))


def forget(locale: str, found: Mapping[str, str]) -> None:
    """Remove those of the words that no document has any more."""
    if found:
        phrases = {
            folded: [token for word in words(text) for token in word_tokens(word)] for folded, text in found.items()
        }
        tables.dialect().unlearn(locale, phrases)


def rebuild() -> int:
    """Learn the words of all documents anew; returns how many there are."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")
    number = 0
    documents = SearchDocument.objects.only("locale", "title", "names", "lead", "text")
    for locale in SearchDocument.objects.values_list("locale", flat=True).distinct().order_by("locale"):
        found: dict[str, str] = {}
        for document in documents.filter(locale=locale).order_by("pk").iterator(1000):
            for folded, written in entries(document).items():
                found.setdefault(folded, written)
        number += len(found)
        for batch in _batches(found):
            learn(locale, batch)
    return number


def _batches(found: Mapping[str, str]) -> Iterable[dict[str, str]]:
    pairs = iter(sorted(found.items()))
    while batch := dict(islice(pairs, BATCH)):
        yield batch


def near(locale: str, word: str) -> dict[str, str]:
    """Words that may be within reach of a folded one, as {folded: written}; not all of them are."""
    sql, slips = tables.dialect(), reach(word)
    similar = sql.similar(locale, word, slips) if len(word) >= sql.TRIGRAMS_FROM else None
    if similar is None:
        similar = sql.known(locale, one_slip(word))
        if not similar and slips > 1:
            similar = sql.similar(locale, word, slips) or []
    return dict(similar)
