"""Pages of one type that a text finds, for lists that narrow down, order and page by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from search.query import Order, SearchQuery
from search.questions import Found, Question

from .answering import AnsweringEngine
from .attempts import Words, attempts
from .facets import TYPE
from .items import page_of

# Search servers page no deeper; what more than these match is told by the database.
MOST_OF_A_SERVER = 10_000


@dataclass(frozen=True)
class Selected:
    """Ids of pages in order, as of one moment; `words` and `corrected` as those of a SearchResult."""

    page_ids: Sequence[int] = ()
    words: Words = "all"
    corrected: str | None = None


def select(text: str, locale: str, kind: str, order: Order = "relevance", *, as_typed: bool = False) -> Selected:
    """All pages of a type that the search finds for a text, by the first understanding that finds one of them.

    Two queries for a text whose words are found.
    """
    moment, engine = timezone.now(), AnsweringEngine()
    query = SearchQuery(text, locale, order=order, as_typed=as_typed)
    for attempt in attempts(query, engine, moment):
        question = attempt.question(locale, facets={TYPE: (kind,)}, order=order, limit=MOST_OF_A_SERVER)
        found = _all(engine, question, moment)
        if found.keys:
            return Selected([page_of(key) for key in found.keys], attempt.words, attempt.corrected)
    return Selected()


def _all(engine: AnsweringEngine, question: Question, now: datetime) -> Found:
    found = engine.find(question, now)
    if found.total <= MOST_OF_A_SERVER:
        return found
    return engine.database.find(replace(question, limit=found.total), now)
