"""Answers a query from the database: public items only, checked at the moment of asking."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from cms.content_store.models import ContentItem, ItemFacet
from search.engines.database import engine
from search.engines.database.terms import TokenTerm, token_terms
from search.models import SearchDocument
from search.query import SearchQuery

from .highlighting import Part, excerpt
from .labels import kind_of

MAX_MATCHES = 2000
FACETS = ("type", "topic", "year", "place")


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
    """The answer; at most MAX_MATCHES best matches are counted and paged. Four queries at most."""
    terms = token_terms(query)
    if not terms:
        return SearchResult()
    matches = _matches(query, terms, now or timezone.now())
    values = _facet_values(matches)
    counts, kept = _filtered(matches, values, query)
    pages = -(-len(kept) // query.page_size)
    start = (query.page - 1) * query.page_size
    hits = _hits(kept[start : start + query.page_size], terms, query.locale)
    return SearchResult(hits, len(kept), counts, query.page, pages)


def _matches(query: SearchQuery, terms: tuple[TokenTerm, ...], now: datetime) -> list[int]:
    """Page ids, best first, the newer first among equals."""
    sql = engine.dialect()
    expression = sql.expression(terms)
    document, item = SearchDocument._meta.db_table, ContentItem._meta.db_table
    # Table names and fragments are constants of this code; every value is a parameter.
    statement = f"""
        SELECT d.page_id FROM {document} d {sql.JOIN} JOIN {item} i ON i.page_id = d.page_id
        WHERE {sql.MATCH} AND d.locale = %s AND i.public AND i.removed_at IS NULL
          AND (i.visible_from IS NULL OR i.visible_from <= %s) AND (i.expires_at IS NULL OR i.expires_at > %s)
        ORDER BY {sql.SCORE} DESC, i.date DESC, d.page_id DESC LIMIT {MAX_MATCHES}
    """  # noqa: S608
    moment = connection.ops.adapt_datetimefield_value(now)
    in_score = [expression] * sql.SCORE.count("%s")
    with connection.cursor() as cursor:
        cursor.execute(statement, [expression, query.locale, moment, moment, *in_score])
        return [row[0] for row in cursor.fetchall()]


def _facet_values(matches: list[int]) -> dict[int, dict[str, set[str]]]:
    values: dict[int, dict[str, set[str]]] = {page_id: {} for page_id in matches}
    rows = ItemFacet.objects.filter(item_id__in=matches, name__in=FACETS).values_list("item_id", "name", "value")
    for page_id, name, value in rows:
        values[page_id].setdefault(name, set()).add(value)
    for page_id, kind in ContentItem.objects.filter(pk__in=matches).values_list("pk", "type"):
        values[page_id]["type"] = {kind}
    return values


def _filtered(
    matches: list[int], values: dict[int, dict[str, set[str]]], query: SearchQuery
) -> tuple[dict[str, dict[str, int]], list[int]]:
    """(counts of each facet without its own filter, page ids that pass every filter)."""
    wanted = {name: set(chosen) for name, chosen in query.facets.items() if chosen}
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    kept = []
    for page_id in matches:
        failed = {name for name, chosen in wanted.items() if not chosen & values[page_id].get(name, set())}
        if not failed:
            kept.append(page_id)
        for name in FACETS:
            if failed <= {name}:
                counts[name].update(values[page_id].get(name, ()))
    ordered = {
        name: dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
        for name, counter in counts.items()
        if counter
    }
    return ordered, kept


def _hits(page_ids: list[int], terms: tuple[TokenTerm, ...], language: str) -> list[Hit]:
    cards = dict(ContentItem.objects.filter(pk__in=page_ids).values_list("pk", "card"))
    documents = {document.page_id: document for document in SearchDocument.objects.filter(page_id__in=page_ids)}
    return [
        Hit(json.loads(bytes(cards[page_id])), excerpt(_body(documents[page_id]), terms, language))
        for page_id in page_ids
        if page_id in cards and page_id in documents
    ]


def _body(document: SearchDocument) -> str:
    return f"{document.lead} {document.text}".replace("\n", " ").strip()
