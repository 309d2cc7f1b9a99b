"""A question as one request: what matches, what passes the filters, each facet's counts, the order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from search.questions import MAX_FACET_VALUES, Alternative, Clause, Question

from .mapping import ANALYSED, NAME_FIELDS, TOKENS

Query = dict[str, Any]

# Words that match without a weight of their own count as much as a word that a tenth of all documents has.
EVEN = 3
# Begins the tokens of stems.
STEM = "s"
ORDERS: dict[str, list[Any]] = {
    "relevance": ["_score", {"date": {"order": "desc", "missing": "_last"}}, {"id": "desc"}],
    "-date": [{"date": {"order": "desc", "missing": "_last"}}, {"id": "desc"}],
    "date": [{"date": {"order": "asc", "missing": "_last"}}, {"id": "desc"}],
    "title": [{"sort_key": "asc"}, {"id": "desc"}],
}


def body_of(question: Question, now: datetime, *, widened: bool = False) -> dict[str, Any]:
    """The body of the search request; `widened` lets the server's own analysis of a language match, too."""
    passing = _passing(question)
    body: dict[str, Any] = {
        "query": {
            "function_score": {
                "query": {"bool": _matching(question, now, widened=widened)},
                "field_value_factor": {"field": "weight", "missing": 1},
                "boost_mode": "multiply",
            }
        },
        "aggs": {"matched": {"filter": {"match_all": {}}}, "documents": {"global": {}}, **_counts(question, passing)},
        "sort": _sort(question),
        "from": question.offset,
        "size": question.limit,
        "track_total_hits": True,
        "_source": False,
    }
    if passing:
        body["post_filter"] = {"bool": {"filter": list(passing.values())}}
    return body


def _matching(question: Question, now: datetime, *, widened: bool) -> Query:
    moment = now.isoformat()
    filters = [
        {"bool": {"must_not": {"range": {"visible_from": {"gt": moment}}}}},
        {"bool": {"must_not": {"range": {"expires_at": {"lte": moment}}}}},
    ]
    days = {sign: day.isoformat() for sign, day in (("gte", question.since), ("lte", question.until)) if day}
    if days:
        filters.append({"range": {"date": days}})
    fields = NAME_FIELDS if question.names_only else tuple(TOKENS)
    return {
        "must": [_groups(question.groups, fields, widened=widened)],
        "filter": filters,
        "must_not": [_clause(clause, tuple(TOKENS)) for clause in question.excluded],
        # Decides among hits, not what is one.
        "should": [{"multi_match": {"query": typed(question), "fields": _boosted(ANALYSED)}}],
    }


def _groups(groups: Sequence[Sequence[Clause]], fields: Sequence[str], *, widened: bool) -> Query:
    """Every clause of some group. Groups that are all choices of so many clauses are written as that."""
    clauses = distinct(groups)
    wanted = {clause: _clause(clause, fields, widened=widened) for clause in clauses}
    least = len(groups[0])
    if {frozenset(group) for group in groups} == {frozenset(choice) for choice in combinations(clauses, least)}:
        return {"bool": {"should": list(wanted.values()), "minimum_should_match": least}}
    together = [{"bool": {"must": [wanted[clause] for clause in group]}} for group in groups]
    return {"bool": {"should": together, "minimum_should_match": 1}}


def distinct(groups: Iterable[Iterable[Clause]]) -> list[Clause]:
    """The clauses of all groups in their order."""
    return list(dict.fromkeys(clause for group in groups for clause in group))


def typed(question: Question) -> str:
    """The words that are wanted, as they were typed."""
    return " ".join(clause.text for clause in distinct(question.groups))


def _clause(clause: Clause, fields: Sequence[str], *, widened: bool = False) -> Query:
    """Any alternative within any field; the best of them counts."""
    even = [found.tokens[0] for found in clause.alternatives[2:] if found.kind == "phrase" and len(found.tokens) == 1]
    weighed = [found for found in clause.alternatives if len(found.tokens) > 1 or found.tokens[0] not in even]
    queries = [query for found in weighed for field in fields for query in _alternative(found, field)]
    if even:
        # Names of one entity are many: one query for all of them.
        queries += [{"terms": {field: even, "boost": TOKENS[field] * EVEN}} for field in fields]
    # What was quoted has no stem; it is looked for as it stands.
    if widened and any(token.startswith(STEM) for found in clause.alternatives for token in found.tokens):
        queries.append({"multi_match": {"query": clause.text, "fields": _boosted(ANALYSED), "operator": "and"}})
    return {"dis_max": {"queries": queries, "tie_breaker": 0.1}}


def _alternative(found: Alternative, field: str) -> list[Query]:
    boost = TOKENS[field]
    if found.kind == "all":
        return [{"bool": {"must": [_term(field, token, boost / len(found.tokens)) for token in found.tokens]}}]
    if len(found.tokens) == 1:
        whole = _term(field, found.tokens[0], boost)
        beginning = {"prefix": {field: {"value": found.tokens[0], "boost": boost}}}
        return [whole, beginning] if found.kind == "prefix" else [whole]
    phrase = {"query": " ".join(found.tokens), "boost": boost}
    if found.kind == "prefix":
        return [{"match_phrase_prefix": {field: {**phrase, "max_expansions": 1000}}}]
    return [{"match_phrase": {field: phrase}}]


def _term(field: str, token: str, boost: float) -> Query:
    return {"term": {field: {"value": token, "boost": boost}}}


def _passing(question: Question) -> dict[str, Query]:
    """The conditions that each facet's own count does not heed, by the facet; "" is that of the neighbourhood."""
    passing: dict[str, Query] = {
        name: {"terms": {f"facets.{name}": list(values)}} for name, values in question.facets.items() if values
    }
    if near := question.near:
        centre = {"lat": near.latitude, "lon": near.longitude}
        passing[""] = {"geo_distance": {"distance": f"{near.km}km", "point": centre}}
    return passing


def _counts(question: Question, passing: dict[str, Query]) -> dict[str, Any]:
    """By the facet's number, since its name may hold what names of aggregations may not."""
    return {
        f"facet{number}": {
            "filter": {"bool": {"filter": [query for other, query in passing.items() if other != name]}},
            "aggs": {"values": {"terms": {"field": f"facets.{name}", "size": MAX_FACET_VALUES}}},
        }
        for number, name in enumerate(question.counted)
    }


def _sort(question: Question) -> list[Any]:
    if question.order != "distance":
        return ORDERS[question.order]
    if not question.near:
        return [{"id": "desc"}]
    centre = {"lat": question.near.latitude, "lon": question.near.longitude}
    return [{"_geo_distance": {"point": centre, "order": "asc", "unit": "km"}}, {"id": "desc"}]


def _boosted(fields: dict[str, int]) -> list[str]:
    return [f"{name}^{boost}" for name, boost in fields.items()]
