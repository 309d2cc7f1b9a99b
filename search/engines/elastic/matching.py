"""What matches a question, as queries that give no points."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from search.questions import Alternative, Clause, Question

from .mapping import ANALYSED, NAME_FIELDS, TOKENS

Query = dict[str, Any]

# Begins the tokens of stems.
STEM = "s"


def matching(question: Question, now: datetime) -> Query:
    """The parts of a bool query: whatever is public at the moment, has every clause of a group and none excluded."""
    moment = now.isoformat()
    filters = [
        _groups(question),
        {"bool": {"must_not": {"range": {"visible_from": {"gt": moment}}}}},
        {"bool": {"must_not": {"range": {"expires_at": {"lte": moment}}}}},
    ]
    days = {sign: day.isoformat() for sign, day in (("gte", question.since), ("lte", question.until)) if day}
    if days:
        filters.append({"range": {"date": days}})
    return {
        "filter": filters,
        "must_not": [within(clause.alternatives, TOKENS) for clause in question.excluded],
    }


def fields_of(question: Question) -> Sequence[str]:
    """Where it is looked for."""
    return NAME_FIELDS if question.names_only else TOKENS


def has(clause: Clause, question: Question) -> Query:
    """Any alternative within any field, or what the language's analysis makes of the text, where that is wanted."""
    found = within(clause.alternatives, fields_of(question))
    if not is_free(clause, question):
        return found
    analysed = {"multi_match": {"query": clause.text, "fields": list(ANALYSED), "operator": "and"}}
    return {"bool": {"should": [found, analysed]}}


def is_free(clause: Clause, question: Question) -> bool:
    """What was quoted has no stem; it is looked for as it stands."""
    return question.freely and any(token.startswith(STEM) for found in clause.alternatives for token in found.tokens)


def distinct(groups: Iterable[Iterable[Clause]]) -> list[Clause]:
    """The clauses of all groups in their order."""
    return list(dict.fromkeys(clause for group in groups for clause in group))


def merged(found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All of some mappings in one."""
    return {key: value for each in found for key, value in each.items()}


def within(alternatives: Sequence[Alternative], fields: Sequence[str]) -> Query:
    """Any alternative in any field. Names of one entity are many: single words are asked for at once."""
    words = [found.tokens[0] for found in alternatives if found.kind == "phrase" and len(found.tokens) == 1]
    others = [found for found in alternatives if found.kind != "phrase" or len(found.tokens) > 1]
    queries: list[Query] = []
    for field in fields:
        queries += [{"terms": {field: words}}] if words else []
        queries += [_alternative(found, field) for found in others]
    return {"bool": {"should": queries}}


def _groups(question: Question) -> Query:
    """Every clause of some group. Groups that are all choices of so many clauses are written as that."""
    groups = question.groups
    clauses = distinct(groups)
    wanted = {clause: has(clause, question) for clause in clauses}
    least = len(groups[0])
    if len(groups) == 1:
        return {"bool": {"filter": list(wanted.values())}}
    if {frozenset(group) for group in groups} == {frozenset(choice) for choice in combinations(clauses, least)}:
        return {"bool": {"should": list(wanted.values()), "minimum_should_match": least}}
    together = [{"bool": {"filter": [wanted[clause] for clause in group]}} for group in groups]
    return {"bool": {"should": together, "minimum_should_match": 1}}


def _alternative(found: Alternative, field: str) -> Query:
    if found.kind == "all":
        return {"bool": {"filter": [{"term": {field: token}} for token in found.tokens]}}
    if len(found.tokens) == 1:
        return {"prefix": {field: found.tokens[0]}}
    phrase = " ".join(found.tokens)
    if found.kind == "prefix":
        return {"match_phrase_prefix": {field: {"query": phrase, "max_expansions": 1000}}}
    return {"match_phrase": {field: phrase}}
