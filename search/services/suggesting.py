"""What is offered while somebody types: things with a name that begins so, in any script, and which name that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.entities.folding import fold
from search.models import SearchDocument
from search.query import SearchQuery
from search.questions import Clause, Engine, Question

from .answering import AnsweringEngine
from .attempts import attempts
from .facets import label_of
from .renewal import is_visible, renewed

MOST = 8
# So many of the best are looked at, to put those first that are called so themselves.
MOST_RANKED = 40


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

    Misspelt words are replaced where nothing is so called; three queries where something is.
    """
    moment = now or timezone.now()
    query, engine = SearchQuery(text, locale), engine or AnsweringEngine()
    for attempt in attempts(query, engine, moment):
        if attempt.words != "all":
            break
        question = Question(
            groups=tuple(tuple(map(_begun, group)) for group in attempt.groups),
            excluded=attempt.excluded,
            locale=locale,
            names_only=True,
            limit=MOST_RANKED,
        )
        keys = engine.find(question, moment).keys
        if keys:
            return _offered(keys, attempt.corrected or text, locale, moment)[:limit]
    return []


def _offered(keys: Sequence[str], text: str, locale: str, now: datetime) -> list[Suggestion]:
    # Texts may be long, and are not shown.
    stored = SearchDocument.objects.filter(key__in=keys).defer("lead", "text")
    documents = {document.key: document for document in stored if is_visible(document, now)}
    documents |= renewed(documents.values(), now)
    ranked = []
    for position, document in enumerate(documents[key] for key in keys if key in documents):
        rank, matched = _fit(document, text)
        ranked.append((rank, document.page_id is not None, len(matched), position, document, matched))
    return [
        Suggestion(document.type, label_of(document.type), document.title, matched, document.url)
        for *_order, document, matched in sorted(ranked, key=lambda row: row[:4])
    ]


def _begun(clause: Clause) -> Clause:
    """Each word may be the beginning of one: people type "chemn wolg"."""
    typed, *others = clause.alternatives
    return replace(clause, alternatives=(replace(typed, kind="prefix"), *others))


def _fit(document: SearchDocument, text: str) -> tuple[int, str]:
    """How well its names fit (0 is best), and the one that does where it is not seen in the title."""
    wanted = fold(text)
    words = wanted.split()
    title = fold(document.title)
    if title.startswith(wanted):
        return 0, ""
    if _has(title, words):
        return 2, ""
    fitting = [name for name in document.names.split("\n") if _has(fold(name), words)]
    if not fitting:
        return 4, ""
    best = min(
        fitting, key=lambda name: (not fold(name).startswith(wanted), not name.startswith(text), len(name), name)
    )
    # Pages bear the names of all they show; what is no page bears its own.
    return (3 if document.page_id else 1), best


def _has(name: str, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the folded name."""
    return all(any(part.startswith(word) for part in name.split()) for word in words)
