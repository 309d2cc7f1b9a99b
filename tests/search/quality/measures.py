"""Measures of ranked answers by their grades."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from .judgments import WANTED

DEPTH = 10


@dataclass(frozen=True)
class Scores:
    """How well one query was answered, each between 0 and 1; or the means of many."""

    success_1: float
    success_3: float
    reciprocal_rank: float
    ndcg: float


def scores(grades: Sequence[int], possible: Iterable[int]) -> Scores:
    """Of the grades of the first answers, in order, and of all that there are in the index."""
    rank = next((number for number, grade in enumerate(grades[:DEPTH], 1) if grade >= WANTED), None)
    ideal = gain(sorted(possible, reverse=True))
    return Scores(
        success_1=float(rank == 1),
        success_3=float(rank is not None and rank <= 3),
        reciprocal_rank=1 / rank if rank else 0.0,
        ndcg=gain(grades) / ideal if ideal else 0.0,
    )


def gain(grades: Sequence[int]) -> float:
    """The discounted cumulative gain of the first ten."""
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], 1))


def mean(found: Sequence[Scores]) -> Scores:
    """The mean of each measure."""
    return Scores(*(fmean(getattr(one, name) for one in found) for name in Scores.__dataclass_fields__))
