"""Answers a query: all words, else misspelt ones replaced, else some; only what is public at the moment of asking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations
from typing import Any, Literal

from django.utils import timezone

from cms.content_store.services import reading
from search.models import SearchDocument
from search.query import SearchQuery
from search.questions import Clause, Engine, Found, Question

from .answering import AnsweringEngine
from .correcting import corrected
from .expanding import expand
from .facets import groups
from .highlighting import Part, excerpt
from .labels import kind_of
from .renewal import renewed

Words = Literal["all", "some"]
# The query as it is read, which of its words must be there, and the clauses for that.
Attempt = tuple[SearchQuery, Words, tuple[tuple[Clause, ...], ...], tuple[Clause, ...]]


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


def search(query: SearchQuery, now: datetime | None = None) -> SearchResult:
    """The page of the query that is asked for, or the last one. Six queries when no item is past its time."""
    moment = now or timezone.now()
    engine = AnsweringEngine()
    for read, words, wanted, excluded in _attempts(query, engine, moment):
        question = _question(read, wanted, excluded)
        found, page = _page(engine, question, read, moment)
        if found.matched:
            facets = {name: dict(counts) for name, counts in found.facets.items()}
            hits = _hits(found.keys, question, read.locale, moment)
            pages = -(-found.total // read.page_size)
            corrected = read.text if read is not query else None
            return SearchResult(hits, found.total, facets, page, pages, words, corrected)
    return SearchResult()


def _attempts(query: SearchQuery, engine: Engine, now: datetime) -> Iterator[Attempt]:
    """Every word; with misspelt ones replaced; one word less where there are three or more; any word."""
    wanted, excluded = _expanded(query)
    if not wanted:
        return
    yield query, "all", (wanted,), excluded
    if not query.as_typed and (meant := corrected(query, engine, now)):
        query = meant
        wanted, excluded = _expanded(query)
        yield query, "all", (wanted,), excluded
    if len(wanted) > 2:
        yield query, "some", tuple(combinations(wanted, len(wanted) - 1)), excluded
    if len(wanted) > 1:
        yield query, "some", tuple((clause,) for clause in wanted), excluded


def _expanded(query: SearchQuery) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    expansion = expand(query)
    return expansion.wanted, expansion.excluded


def _question(query: SearchQuery, wanted: tuple[tuple[Clause, ...], ...], excluded: tuple[Clause, ...]) -> Question:
    return Question(
        groups=wanted,
        excluded=excluded,
        locale=query.locale,
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
        if card is not None:
            hits.append(Hit(card, excerpt(_body(document), question, language)))
    return hits


def card_of(document: SearchDocument) -> dict[str, Any]:
    """What stands for a card where there is no page."""
    return {"type": document.type, "locale": document.locale, "url": document.url, "title": document.title}


def _body(document: SearchDocument) -> str:
    return f"{document.lead} {document.text}".replace("\n", " ").strip()
