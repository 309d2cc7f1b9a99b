"""Answers a query from the database: public items only, checked at the moment of asking."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from cms.content_store.models import ContentItem, ItemFacet
from cms.content_store.services import reading
from search.engines.database import engine
from search.engines.database.terms import TokenTerm, token_terms
from search.models import SearchDocument
from search.query import SearchQuery

from .facets import TYPE, groups
from .highlighting import Part, excerpt
from .labels import kind_of
from .renewal import still_matching

MAX_MATCHES = 2000

Values = dict[int, dict[str, set[str]]]


@dataclass(frozen=True)
class Hit:
    """One result: the item's card and an excerpt with what was found marked."""

    card: dict[str, Any]
    excerpt: list[Part]

    @property
    def kind(self) -> Any:
        """What the page is called."""
        return kind_of(self.card)


@dataclass(frozen=True)
class SearchResult:
    """One page of hits, the total, and the facets as {name: {value: count}}."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    page: int = 1
    pages: int = 0


def search(query: SearchQuery, now: datetime | None = None) -> SearchResult:
    """The answer of at most MAX_MATCHES best matches, counted and paged. Four queries when no item is past its time."""
    terms = token_terms(query)
    if not terms:
        return SearchResult()
    matches, due = _matches(query, terms, now or timezone.now())
    renewed = still_matching(due, terms)
    values = _facet_values({page_id: kind for page_id, kind in matches.items() if page_id not in due - set(renewed)})
    counts, kept = _filtered(values, query)
    pages = -(-len(kept) // query.page_size)
    page = min(query.page, max(pages, 1))
    start = (page - 1) * query.page_size
    hits = _hits(kept[start : start + query.page_size], renewed, terms, query.locale)
    return SearchResult(hits, len(kept), counts, page, pages)


def _matches(query: SearchQuery, terms: tuple[TokenTerm, ...], now: datetime) -> tuple[dict[int, str], set[int]]:
    """(types by page id, the best page first, the newer first among equals; ids whose rendering is past its time)."""
    sql = engine.dialect()
    expression = sql.expression(terms)
    document, item = SearchDocument._meta.db_table, ContentItem._meta.db_table
    # Table names and fragments are constants of this code; every value is a parameter.
    statement = f"""
        SELECT d.page_id, i.type, i.valid_until <= %s
        FROM {document} d {sql.JOIN} JOIN {item} i ON i.page_id = d.page_id
        WHERE {sql.MATCH} AND d.locale = %s AND i.public AND i.removed_at IS NULL
          AND (i.visible_from IS NULL OR i.visible_from <= %s) AND (i.expires_at IS NULL OR i.expires_at > %s)
        ORDER BY {sql.SCORE} DESC, i.date DESC, d.page_id DESC LIMIT {MAX_MATCHES}
    """  # noqa: S608
    moment = connection.ops.adapt_datetimefield_value(now)
    in_score = [expression] * sql.SCORE.count("%s")
    with connection.cursor() as cursor:
        cursor.execute(statement, [moment, expression, query.locale, moment, moment, *in_score])
        rows = cursor.fetchall()
    return {page_id: kind for page_id, kind, _ in rows}, {page_id for page_id, _, is_due in rows if is_due}


def _facet_values(matches: dict[int, str]) -> Values:
    values: Values = {page_id: {TYPE: {kind}} for page_id, kind in matches.items()}
    names = {stored: name for name, group in groups().items() for stored in group.stored}
    rows = ItemFacet.objects.filter(item_id__in=values, name__in=names).values_list("item_id", "name", "value")
    for page_id, stored, value in rows:
        values[page_id].setdefault(names[stored], set()).add(value)
    return values


def _filtered(values: Values, query: SearchQuery) -> tuple[dict[str, dict[str, int]], list[int]]:
    """(counts of each facet without its own filter, page ids that pass every filter)."""
    wanted = {name: set(chosen) for name, chosen in query.facets.items() if chosen}
    counts: dict[str, Counter[str]] = {name: Counter() for name in groups()}
    kept = []
    for page_id, found in values.items():
        failed = {name for name, chosen in wanted.items() if not chosen & found.get(name, set())}
        if not failed:
            kept.append(page_id)
        for name, counter in counts.items():
            if failed <= {name}:
                counter.update(found.get(name, ()))
    ordered = {
        name: dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
        for name, counter in counts.items()
        if counter
    }
    return ordered, kept


def _hits(
    page_ids: list[int], renewed: dict[int, SearchDocument], terms: tuple[TokenTerm, ...], language: str
) -> list[Hit]:
    cards = reading.cards_of(page_ids)
    documents = {document.page_id: document for document in SearchDocument.objects.filter(page_id__in=page_ids)}
    documents.update(renewed)
    return [
        Hit(cards[page_id], excerpt(_body(documents[page_id]), terms, language))
        for page_id in page_ids
        if page_id in cards and page_id in documents
    ]


def _body(document: SearchDocument) -> str:
    return f"{document.lead} {document.text}".replace("\n", " ").strip()
