"""A question as searches that a server does side by side: one finds and orders, the other counts without points."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from search.questions import Question

from .counting import PASSING, counts, passing
from .matching import matching, merged
from .ranking import ranking

RELEVANCE, DISTANCE = "relevance", "distance"
ORDERS: dict[str, list[Any]] = {
    RELEVANCE: ["_score", {"date": {"order": "desc", "missing": "_last"}}, {"id": "desc"}],
    "-date": [{"date": {"order": "desc", "missing": "_last"}}, {"id": "desc"}],
    "date": [{"date": {"order": "asc", "missing": "_last"}}, {"id": "desc"}],
    "title": [{"sort_key": "asc"}, {"id": "desc"}],
}


def searches(question: Question, now: datetime) -> list[dict[str, Any]]:
    """Bodies of searches: that for the hits; where facets are counted or narrow it down, that for what matches."""
    found, conditions = matching(question, now), list(passing(question).values())
    asked = [_hits(question, {**found, "filter": [*found["filter"], *conditions]})]
    if question.counted or conditions:
        asked.append({"query": {"bool": found}, "aggs": counts(question), "size": 0, "track_total_hits": True})
    return asked


def facets(question: Question, counted: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """{name: {value: count}} of the aggregations that were asked for; none of facets without a value."""
    apart = merged(value for name, value in counted.items() if name.startswith(PASSING))
    buckets = {name: {**counted, **apart}[f"facet{number}"]["buckets"] for number, name in enumerate(question.counted)}
    return {name: {row["key"]: row["doc_count"] for row in rows} for name, rows in buckets.items() if rows}


def _hits(question: Question, found: Mapping[str, Any]) -> dict[str, Any]:
    body = {"from": question.offset, "size": question.limit, "track_total_hits": True, "_source": False}
    if question.order != RELEVANCE or not question.limit:
        return {**body, "query": {"bool": found}, **({"sort": _sort(question)} if question.limit else {})}
    surely, more = ranking(question)
    every = [{"constant_score": {"filter": {"match_all": {}}, "boost": surely}}] if surely else []
    scored = {
        "query": {"bool": {**found, "must": every, "should": more}},
        "field_value_factor": {"field": "weight", "missing": 1},
        "boost_mode": "multiply",
    }
    return {**body, "query": {"function_score": scored}, "sort": _sort(question)}


def _sort(question: Question) -> list[Any]:
    if question.order != DISTANCE:
        return ORDERS[question.order]
    if not question.near:
        return [{"id": "desc"}]
    centre = {"lat": question.near.latitude, "lon": question.near.longitude}
    return [{"_geo_distance": {"point": centre, "order": "asc", "unit": "km"}}, {"id": "desc"}]
