"""Runs judged queries through the search as visitors meet it, and tells how good it was."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.query import SearchQuery
from search.services.searching import search

from .catalogue import answers
from .judgments import Answer, Judged
from .measures import DEPTH, Scores, mean, scores

PAGE = "page:"
SHOWN = 3


@dataclass(frozen=True)
class Outcome:
    """A query, its scores, and what came first."""

    query: Judged
    scores: Scores
    first: tuple[str, ...]


def run(queries: Sequence[Judged]) -> list[Outcome]:
    """Every query, on the engine in use."""
    known = _known(queries)
    return [_run(query, known[query.language]) for query in queries]


def unmatched(queries: Sequence[Judged]) -> set[tuple[str, str]]:
    """(query, pattern) of judgments that mean nothing in the index."""
    known = _known(queries)
    return {
        (query.text, pattern)
        for query in queries
        for pattern in query.patterns()
        if not any(answer.is_meant_by(pattern) for answer in known[query.language].values())
    }


def _known(queries: Sequence[Judged]) -> dict[str, dict[str, Answer]]:
    pages = {name.removeprefix(PAGE) for query in queries for name in query.patterns() if name.startswith(PAGE)}
    return {language: answers(language, pages) for language in {query.language for query in queries}}


def _run(query: Judged, known: Mapping[str, Answer]) -> Outcome:
    hits = search(SearchQuery(query.text, query.language, page_size=DEPTH)).hits
    grades = [query.grade(known[hit.card["url"]]) for hit in hits]
    possible = map(query.grade, known.values())
    first = tuple(f"{hit.card['title']} [{grade}]" for hit, grade in zip(hits[:SHOWN], grades, strict=False))
    return Outcome(query, scores(grades, possible), first)


def table(outcomes: Sequence[Outcome], title: str) -> str:
    """Success at 1 and 3, MRR and NDCG: all, per language and per kind of query, then the misses."""
    lines = [f"\n{title}: {len(outcomes)} queries", f"{'':<18}{'n':>4}{'S@1':>7}{'S@3':>7}{'MRR':>7}{'NDCG@10':>9}"]
    lines.append(_line("all", outcomes))
    for part in (lambda one: one.query.language, lambda one: one.query.kind):
        lines += [_line(name, found) for name, found in _parts(outcomes, part)]
    lines += [
        f"  miss {one.query.language} {one.query.kind}: {one.query.text!r} -> {' | '.join(one.first) or 'nothing'}"
        for one in misses(outcomes)
    ]
    return "\n".join(lines)


def misses(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Where nothing wanted is among the first three."""
    return [one for one in outcomes if not one.scores.success_3]


def overall(outcomes: Sequence[Outcome]) -> Scores:
    """The means of all."""
    return mean([one.scores for one in outcomes])


def _parts(outcomes: Sequence[Outcome], name_of: Callable[[Outcome], str]) -> Iterable[tuple[str, list[Outcome]]]:
    names = dict.fromkeys(map(name_of, outcomes))
    return [(name, [one for one in outcomes if name_of(one) == name]) for name in names]


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    found = overall(outcomes)
    return (
        f"{name:<18}{len(outcomes):>4}{found.success_1:>7.3f}{found.success_3:>7.3f}"
        f"{found.reciprocal_rank:>7.3f}{found.ndcg:>9.3f}"
    )
