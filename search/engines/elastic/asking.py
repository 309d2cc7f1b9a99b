"""A question as one request: what matches, what passes the filters, each facet's counts, the order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from search.engines.database import scoring
from search.questions import MAX_FACET_VALUES, Alternative, Clause, Question
from search.tokens import BETWEEN

from .mapping import ANALYSED, NAME_FIELDS, TEXT, TOKENS

Query = dict[str, Any]

WHOLE_POINTS = {**dict(zip(TOKENS, (points for _, points in scoring.WHOLE), strict=False)), TEXT: scoring.TEXT}
BEGINNING_POINTS = {**dict(zip(TOKENS, (points for _, points in scoring.BEGINNING), strict=False)), TEXT: scoring.TEXT}
LITTLE = 0.001
# Begins the names of aggregations that hold the counts of some facets.
PASSING = "passing"
HEAD = TOKENS[:3]
# Begins the tokens of stems.
STEM = "s"
ORDERS: dict[str, list[Any]] = {
    "relevance": ["_score", {"date": {"order": "desc", "missing": "_last"}}, {"id": "desc"}],
    "-date": [{"date": {"order": "desc", "missing": "_last"}}, {"id": "desc"}],
    "date": [{"date": {"order": "asc", "missing": "_last"}}, {"id": "desc"}],
    "title": [{"sort_key": "asc"}, {"id": "desc"}],
}


def body_of(question: Question, now: datetime) -> dict[str, Any]:
    """The body of the search request."""
    passing = _passing(question)
    body: dict[str, Any] = {
        "query": {
            "function_score": {
                "query": {"bool": _matching(question, now)},
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


def _matching(question: Question, now: datetime) -> Query:
    moment = now.isoformat()
    filters = [
        {"bool": {"must_not": {"range": {"visible_from": {"gt": moment}}}}},
        {"bool": {"must_not": {"range": {"expires_at": {"lte": moment}}}}},
    ]
    days = {sign: day.isoformat() for sign, day in (("gte", question.since), ("lte", question.until)) if day}
    if days:
        filters.append({"range": {"date": days}})
    fields = NAME_FIELDS if question.names_only else TOKENS
    return {
        "must": [_groups(question.groups, fields, freely=question.freely)],
        "filter": filters,
        "must_not": [_clause(clause, TOKENS) for clause in question.excluded],
        # These decide among hits, not what is one; the server's own rank only among equals.
        "should": [*_exact(question.typed), *_together(question), *_adjacent(question), _among_equals(question)],
    }


def _groups(groups: Sequence[Sequence[Clause]], fields: Sequence[str], *, freely: bool) -> Query:
    """Every clause of some group. Groups that are all choices of so many clauses are written as that."""
    clauses = distinct(groups)
    wanted = {clause: _clause(clause, fields, freely=freely) for clause in clauses}
    least = len(groups[0])
    if {frozenset(group) for group in groups} == {frozenset(choice) for choice in combinations(clauses, least)}:
        return {"bool": {"should": list(wanted.values()), "minimum_should_match": least}}
    together = [{"bool": {"must": [wanted[clause] for clause in group]}} for group in groups]
    return {"bool": {"should": together, "minimum_should_match": 1}}


def distinct(groups: Iterable[Iterable[Clause]]) -> list[Clause]:
    """The clauses of all groups in their order."""
    return list(dict.fromkeys(clause for group in groups for clause in group))


def _among_equals(question: Question) -> Query:
    text = " ".join(clause.text for clause in distinct(question.groups))
    fields = [f"{name}^{boost}" for name, boost in ANALYSED.items()]
    return {"multi_match": {"query": text, "fields": fields, "boost": LITTLE}}


def _clause(clause: Clause, fields: Sequence[str], *, freely: bool = False) -> Query:
    """Any alternative within any field; the best place where it stands counts, as on the database."""
    whole = [Alternative("phrase", found.tokens) if found.kind == "prefix" else found for found in clause.alternatives]
    tiers = [(whole, field, WHOLE_POINTS[field]) for field in fields]
    if any(found.kind == "prefix" for found in clause.alternatives):
        # Where a beginning counts as much as the word, it is enough to ask for that.
        tiers = [tier for tier in tiers if BEGINNING_POINTS[tier[1]] < tier[2]]
        tiers += [(clause.alternatives, field, BEGINNING_POINTS[field]) for field in fields]
    if named := [found for found in clause.alternatives if found.tokens[0] == BETWEEN]:
        tiers += [(named, field, scoring.NAME) for field in NAME_FIELDS if field in fields]
    queries = [_even(_any(alternatives, field), clause.weight * points) for alternatives, field, points in tiers]
    if named:
        both = [_any(whole, TOKENS[0]), {"bool": {"should": [_any(named, field) for field in NAME_FIELDS]}}]
        queries.append(_even({"bool": {"filter": both}}, clause.weight * scoring.NAME_IN_TITLE))
    # What was quoted has no stem; it is looked for as it stands.
    if freely and any(token.startswith(STEM) for found in clause.alternatives for token in found.tokens):
        queries.append(
            _even({"multi_match": {"query": clause.text, "fields": list(ANALYSED), "operator": "and"}}, clause.weight)
        )
    return {"dis_max": {"queries": queries}}


def _any(alternatives: Sequence[Alternative], field: str) -> Query:
    """Names of one entity are many: single words are asked for at once."""
    words = [found.tokens[0] for found in alternatives if found.kind == "phrase" and len(found.tokens) == 1]
    others = [found for found in alternatives if found.kind != "phrase" or len(found.tokens) > 1]
    queries = [_alternative(found, field) for found in others]
    return {"bool": {"should": [*([{"terms": {field: words}}] if words else ()), *queries]}}


def _alternative(found: Alternative, field: str) -> Query:
    if found.kind == "all":
        return {"bool": {"filter": [{"term": {field: token}} for token in found.tokens]}}
    if len(found.tokens) == 1:
        return {"prefix": {field: found.tokens[0]}}
    phrase = " ".join(found.tokens)
    if found.kind == "prefix":
        return {"match_phrase_prefix": {field: {"query": phrase, "max_expansions": 1000}}}
    return {"match_phrase": {field: phrase}}


def _even(query: Query, points: float) -> Query:
    return {"constant_score": {"filter": query, "boost": points}}


def _exact(typed: Sequence[str]) -> list[Query]:
    """A title or a name begins and ends with what was typed."""
    if not typed:
        return []
    whole = [Alternative("phrase", (BETWEEN, *typed, BETWEEN))]
    points = zip(NAME_FIELDS, (scoring.EXACT_TITLE, scoring.EXACT_NAME), strict=True)
    return [{"dis_max": {"queries": [_even(_any(whole, field), number) for field, number in points]}}]


def _together(question: Question) -> list[Query]:
    """All words in title, names and lead."""
    about = [
        {"bool": {"should": [_any(clause.alternatives, field) for field in HEAD]}} for clause in scoring.about(question)
    ]
    return [_even({"bool": {"filter": about}}, scoring.TOGETHER)] if about else []


def _adjacent(question: Question) -> list[Query]:
    """All that was typed, side by side in title, names or lead."""
    phrase = scoring.in_a_row(question)
    return [_even({"bool": {"should": [_any(phrase, field) for field in HEAD]}}, scoring.ADJACENT)] if phrase else []


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
    """By the facet's number, since its name may hold what names of aggregations may not.

    Facets with the same conditions are counted together: what passes is looked for once.
    """
    counts = {
        name: {f"facet{number}": {"terms": {"field": f"facets.{name}", "size": MAX_FACET_VALUES}}}
        for number, name in enumerate(question.counted)
    }
    if not passing:
        return merged(counts.values())
    together: dict[str, list[dict[str, Any]]] = {}
    for name, count in counts.items():
        together.setdefault(name if name in passing else "", []).append(count)
    return {
        f"{PASSING}{number}": {
            "filter": {"bool": {"filter": [query for other, query in passing.items() if not name or other != name]}},
            "aggs": merged(found),
        }
        for number, (name, found) in enumerate(together.items())
    }


def merged(found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All of some mappings in one."""
    return {key: value for each in found for key, value in each.items()}


def _sort(question: Question) -> list[Any]:
    if question.order != "distance":
        return ORDERS[question.order]
    if not question.near:
        return [{"id": "desc"}]
    centre = {"lat": question.near.latitude, "lon": question.near.longitude}
    return [{"_geo_distance": {"point": centre, "order": "asc", "unit": "km"}}, {"id": "desc"}]
