"""Answers a query: all words, else misspelt ones replaced, else some; only what is public at the moment of asking."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.content_store.services import reading
from search.models import SearchDocument
from search.query import SearchQuery
from search.questions import Engine, Found, Question
from search.records import running

from .answering import AnsweringEngine
from .attempts import Attempt, Words, attempts
from .facets import groups
from .highlighting import Part, excerpt
from .labels import kind_of
from .renewal import is_visible, renewed


@dataclass(frozen=True)
class Hit:
    """One result: the item's card, or what stands for one, and an excerpt with what was found marked."""

    card: dict[str, Any]
    excerpt: list[Part]

    @property
    def kind(self) -> Any:
        """What the page is called."""
        return kind_of(self.card)


@dataclass(frozen=True)
class SearchResult:
    """One page of hits, the total, the facets as {name: {value: count}}, and whether hits have `all` words.

    `corrected` is the text that was searched instead of what was typed, where misspelt words were replaced.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    page: int = 1
    pages: int = 0
    words: Words = "all"
    corrected: str | None = None


def search(query: SearchQuery, now: datetime | None = None, engine: Engine | None = None) -> SearchResult:
    """The page of the query that is asked for, or the last one. Five queries when no item is past its time.

    Whoever asks more than once for one web request passes one engine through.
    """
    moment = now or timezone.now()
    engine = engine or AnsweringEngine()
    for attempt in attempts(query, engine, moment):
        question = _question(query, attempt)
        found, page = _page(engine, question, query, moment)
        if found.matched:
            facets = {name: dict(counts) for name, counts in found.facets.items()}
            hits = _hits(found.keys, question, query.locale, moment)
            pages = -(-found.total // query.page_size)
            return SearchResult(hits, found.total, facets, page, pages, attempt.words, attempt.corrected)
    return SearchResult()


def _question(query: SearchQuery, attempt: Attempt) -> Question:
    return attempt.question(
        query.locale,
        facets={name: values for name, values in query.facets.items() if values},
        counted=tuple(groups()),
        since=query.since,
        until=query.until,
        near=query.near,
        order=query.order,
        offset=(query.page - 1) * query.page_size,
        limit=query.page_size,
    )


def _page(engine: Engine, question: Question, query: SearchQuery, now: datetime) -> tuple[Found, int]:
    """(answer, page); beyond the last page, that one."""
    found = engine.find(question, now)
    last = max(-(-found.total // query.page_size), 1)
    if query.page <= last:
        return found, query.page
    return engine.find(replace(question, offset=(last - 1) * query.page_size), now), last


def _hits(keys: Sequence[str], question: Question, language: str, now: datetime) -> list[Hit]:
    documents = {document.key: document for document in SearchDocument.objects.filter(key__in=keys)}
    documents |= renewed(documents.values(), now)
    cards = reading.cards_of([document.page_id for document in documents.values() if document.page_id])
    hits = []
    for document in (documents[key] for key in keys if key in documents):
        card = cards.get(document.page_id) if document.page_id else card_of(document)
        if card is not None and is_visible(document, now):
            hits.append(Hit(card, _excerpt(document, question, language)))
    return hits


def card_of(document: SearchDocument) -> dict[str, Any]:
    """What stands for a card where there is no page."""
    common = {"type": document.type, "locale": document.locale, "url": document.url, "title": document.title}
    return {**common, **(document.card or {})}


def _excerpt(document: SearchDocument, question: Question, language: str) -> list[Part]:
    return excerpt(running(document.lead, document.text), question, language, foreign=document.foreign or ())
