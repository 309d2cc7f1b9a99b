"""What is offered while somebody types: things with a name that begins so, in any script, and which name that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from search.engines.database import names
from search.models import SearchDocument
from search.query import SearchQuery
from search.questions import Engine, Question

from .answering import AnsweringEngine
from .attempts import attempts, begun
from .facets import label_of
from .renewal import is_visible, renewed

MOST = 8
# So many of the best are looked at, to put those first that are called so themselves.
MOST_RANKED = 24
# How well a name fits that does not begin so.
UNFIT = 4


@dataclass(frozen=True)
class Suggestion:
    """Something by its title, the other name by which it was found (or ""), what it is and where."""

    type: str
    kind: Any
    title: str
    matched: str
    url: str


def suggest(
    text: str, locale: str, limit: int = MOST, now: datetime | None = None, engine: Engine | None = None
) -> list[Suggestion]:
    """What is called as the text says, before what only bears such a name within its own.

    Names are read from the database, whichever engine answers questions: two queries for a word that something is
    called by. Only where no name begins so, the engine is asked for other forms, and misspelt words are replaced.
    """
    moment = now or timezone.now()
    query = SearchQuery(text, locale)
    found = _offered("pk", _begun(query, moment), text, locale, moment)
    return (found or _otherwise(query, moment, engine or AnsweringEngine()))[:limit]


def _begun(query: SearchQuery, now: datetime) -> Sequence[int]:
    """Ids of what is called so; nothing where something is quoted or excluded."""
    terms = query.terms
    if any(term.excluded or term.quoted for term in terms):
        return ()
    parts = [part for term in terms for word in term.words for part in names.folded(word)]
    return names.begun(parts, query.locale, connection.ops.adapt_datetimefield_value(now), MOST_RANKED) if parts else ()


def _otherwise(query: SearchQuery, now: datetime, engine: Engine) -> list[Suggestion]:
    for attempt in attempts(query, engine, now):
        if attempt.words != "all" or attempt.freely:
            break
        question = Question(
            groups=begun(attempt.groups),
            excluded=attempt.excluded,
            locale=query.locale,
            names_only=True,
            limit=MOST_RANKED,
        )
        if keys := engine.find(question, now).keys:
            return _offered("key", keys, attempt.corrected or query.text, query.locale, now, any_form=True)
    return []


def _offered(
    field: str, order: Sequence[int | str], text: str, locale: str, now: datetime, *, any_form: bool = False
) -> list[Suggestion]:
    """Documents by a field of theirs; without `any_form` only those with a name that still begins so."""
    if not order:
        return []
    # Texts may be long, and are not shown.
    stored = SearchDocument.objects.filter(**{f"{field}__in": order}).defer("lead", "text")
    documents = {document.key: document for document in stored if is_visible(document, now)}
    changed = renewed(documents.values(), now)
    places = {value: place for place, value in enumerate(order)}
    wanted, ranked = names.folded(text), []
    for document in documents.values():
        if document.valid_until and document.valid_until <= now and document.key not in changed:
            continue
        shown = changed.get(document.key, document)
        rank, matched = _fit(shown, text, wanted)
        if rank < UNFIT or any_form:
            position = places[getattr(document, field)]
            ranked.append((rank, document.page_id is not None, len(matched), position, shown, matched))
    return [
        Suggestion(document.type, label_of(document.type), document.title, matched, document.url)
        for *_order, document, matched in sorted(ranked, key=lambda row: row[:4])
    ]


def _fit(document: SearchDocument, text: str, wanted: Sequence[str]) -> tuple[int, str]:
    """How well its names fit (0 is best), and the one that does where it is not seen in the title."""
    whole, title = " ".join(wanted), names.folded(document.title)
    if " ".join(title).startswith(whole):
        return 0, ""
    if _has(title, wanted):
        return 2, ""
    folded = {name: names.folded(name) for name in document.names.split("\n")}
    fitting = [name for name, words in folded.items() if _has(words, wanted)]
    if not fitting:
        return UNFIT, ""
    best = min(
        fitting,
        key=lambda name: (not " ".join(folded[name]).startswith(whole), not name.startswith(text), len(name), name),
    )
    # Pages bear the names of all they show; what is no page bears its own.
    return (3 if document.page_id else 1), best


def _has(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word begins a word of the folded name."""
    return all(any(part.startswith(word) for part in name) for word in words)
