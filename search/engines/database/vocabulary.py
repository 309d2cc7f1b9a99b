"""The words of all documents: how each is folded and written, for finding those that somebody misspelt.

No row is changed and none is unique, so that writers never wait for each other; a word without a document, which two
writers at once may leave behind, is found by nobody, because whoever reads asks the documents.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
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
CACHED = 50_000


def is_cyrillic(word: str) -> bool:
    """Whether any letter is."""
    return bool(CYRILLIC.search(word))


def entries(document: SearchDocument) -> dict[str, str]:
    """The document's words as {folded: written}; the reader's own script, and running text before names."""
    found: dict[str, str] = {}
    _add(found, words(f"{document.title} {document.lead} {document.text}"))
    names = document.names.split("\n")
    for name in sorted(names, key=lambda name: is_cyrillic(name) is not (document.locale in IN_CYRILLIC)):
        parts = words(name)
        _add(found, parts)
        joined = _folded("".join(token[1:] for part in parts for token in word_tokens(part)))
        if len(parts) in JOINED and joined:
            found.setdefault(joined, name)
    return found


def _add(found: dict[str, str], written: Iterable[str]) -> None:
    for word in dict.fromkeys(written):
        if folded := _key(word):
            found.setdefault(folded, word)


@lru_cache(CACHED)
def _key(word: str) -> str:
    """The folded word; empty for one that nobody is asked whether they meant it."""
    tokens = word_tokens(word)
    return _folded(tokens[0][1:]) if len(tokens) == 1 else ""


def _folded(folded: str) -> str:
    is_word = SHORTEST <= len(folded) <= LONGEST and not any(character.isdigit() for character in folded)
    return folded if is_word else ""


def follow(documents: Iterable[SearchDocument], before: Iterable[SearchDocument]) -> None:
    """Learn the words of documents that are stored, and forget those that they had before and no document has now.

    Without what was before nothing is forgotten; rebuild() does that for all at once.
    """
    old = {document.pk: document for document in before}
    learnt: dict[str, dict[str, str]] = {}
    lost: dict[str, dict[str, str]] = {}
    for document in documents:
        was = old.pop(document.pk, None)
        if was is None or _source(was) != _source(document):
            _gather(learnt, document)
            _gather(lost, was)
    for was in old.values():
        _gather(lost, was)
    for locale, found in learnt.items():
        learn(locale, found)
    for locale, found in lost.items():
        forget(locale, {folded: text for folded, text in found.items() if folded not in learnt.get(locale, ())})


def _source(document: SearchDocument) -> tuple[str, ...]:
    return document.locale, document.title, document.names, document.lead, document.text


def _gather(found: dict[str, dict[str, str]], document: SearchDocument | None) -> None:
    if document is not None:
        known = found.setdefault(document.locale, {})
        for folded, written in entries(document).items():
            known.setdefault(folded, written)


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
    """Learn what is missing, forget what is too much, with readers and writers beside; returns how many there are."""
    known: dict[str, dict[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT locale, folded, written FROM search_words")
        for locale, folded, written in cursor.fetchall():
            known.setdefault(locale, {})[folded] = written
    stored = SearchDocument.objects.values_list("locale", flat=True).distinct()
    return sum(_rebuild(locale, known.get(locale, {})) for locale in sorted({*stored, *known}))


def _rebuild(locale: str, known: Mapping[str, str]) -> int:
    found: dict[str, str] = {}
    documents = SearchDocument.objects.filter(locale=locale).only("locale", "title", "names", "lead", "text")
    for document in documents.order_by("pk").iterator(1000):
        for folded, written in entries(document).items():
            found.setdefault(folded, written)
    for batch in _batches({folded: found[folded] for folded in found.keys() - known.keys()}):
        learn(locale, batch)
    # Asked of the documents again: a word that another brings meanwhile stays.
    for batch in _batches({folded: known[folded] for folded in known.keys() - found.keys()}):
        forget(locale, batch)
    return len(found)


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
