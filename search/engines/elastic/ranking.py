"""What decides among documents that match, as on the database: points, added to those that every match has."""

from collections.abc import Iterator, Sequence

from search.engines.database import scoring
from search.questions import Alternative, Clause, Question
from search.tokens import BETWEEN

from .mapping import ANALYSED, NAME_FIELDS, TEXT, TOKENS
from .matching import Query, distinct, fields_of, has, is_free, within

WHOLE_POINTS = {**dict(zip(TOKENS, (points for _, points in scoring.WHOLE), strict=False)), TEXT: scoring.TEXT}
BEGINNING_POINTS = {**dict(zip(TOKENS, (points for _, points in scoring.BEGINNING), strict=False)), TEXT: scoring.TEXT}
LITTLE = 0.001
HEAD = TOKENS[:3]

Tier = tuple[Query, float]


def ranking(question: Question) -> tuple[float, list[Query]]:
    """Points of every document that matches, and queries that give more."""
    clauses = distinct(question.groups)
    surely, more = 0.0, [*_exact(question.typed), *_together(question), *_adjacent(question), _among_equals(clauses)]
    for clause in clauses:
        least, tiers = _points(clause, question)
        if len(question.groups) == 1:
            surely += least
        else:
            more.append(_even(has(clause, question), least))
        if tiers:
            more.append({"dis_max": {"queries": [_even(query, points - least) for query, points in tiers]}})
    return surely, more


def _points(clause: Clause, question: Question) -> tuple[float, list[Tier]]:
    """What the clause counts wherever it stands, and the better places; the best of these counts."""
    tiers = [(query, clause.weight * points) for query, points in _tiers(clause, fields_of(question))]
    least = min(points for _query, points in tiers)
    if is_free(clause, question):
        least = min(least, clause.weight)
    return least, [tier for tier in tiers if tier[1] > least]


def _tiers(clause: Clause, fields: Sequence[str]) -> Iterator[Tier]:
    begins = any(found.kind == "prefix" for found in clause.alternatives)
    whole = [Alternative("phrase", found.tokens) if found.kind == "prefix" else found for found in clause.alternatives]
    for field in fields:
        # Where a beginning counts as much as the word, it is enough to ask for that.
        if not begins or BEGINNING_POINTS[field] < WHOLE_POINTS[field]:
            yield within(whole, [field]), WHOLE_POINTS[field]
        if begins:
            yield within(clause.alternatives, [field]), BEGINNING_POINTS[field]
    if named := [found for found in clause.alternatives if found.tokens[0] == BETWEEN]:
        yield within(named, NAME_FIELDS), scoring.NAME
        both = [within(whole, TOKENS[:1]), within(named, NAME_FIELDS)]
        yield {"bool": {"filter": both}}, scoring.NAME_IN_TITLE


def _exact(typed: Sequence[str]) -> list[Query]:
    """A title or a name begins and ends with what was typed."""
    if not typed:
        return []
    whole = [Alternative("phrase", (BETWEEN, *typed, BETWEEN))]
    points = zip(NAME_FIELDS, (scoring.EXACT_TITLE, scoring.EXACT_NAME), strict=True)
    return [{"dis_max": {"queries": [_even(within(whole, [field]), number) for field, number in points]}}]


def _together(question: Question) -> list[Query]:
    """All words in title, names and lead."""
    about = [within(clause.alternatives, HEAD) for clause in scoring.about(question)]
    return [_even({"bool": {"filter": about}}, scoring.TOGETHER)] if about else []


def _adjacent(question: Question) -> list[Query]:
    """All that was typed, side by side in title, names or lead."""
    phrase = scoring.in_a_row(question)
    return [_even(within(phrase, HEAD), scoring.ADJACENT)] if phrase else []


def _among_equals(clauses: Sequence[Clause]) -> Query:
    """The server's own rank, only among equals."""
    fields = [f"{name}^{boost}" for name, boost in ANALYSED.items()]
    return {"multi_match": {"query": " ".join(clause.text for clause in clauses), "fields": fields, "boost": LITTLE}}


def _even(query: Query, points: float) -> Query:
    return {"constant_score": {"filter": query, "boost": points}}
