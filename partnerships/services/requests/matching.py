"""How well two municipalities fit, in points with reasons; knows no database and no page.

What is looked for counts most, then what both care about. Points of a reason are its weight, those of topics are the
weight for each, less when the other side has many of them; a town that is partnered already gives up a little.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

REGION, COUNTRY, SIZE, SAME_SIZE = "region", "country", "size", "same_size"
TOPICS, LANGUAGES, COMPLEMENT, WISHED = "topics", "languages", "complement", "wished"
WEIGHTS = {
    REGION: 4.0,  # lies in a region that is looked for
    COUNTRY: 2.0,  # lies in the country that is looked for
    SIZE: 2.0,  # has the size that is looked for
    SAME_SIZE: 1.5,  # is as large as the one that asks, when no size is looked for
    TOPICS: 2.0,  # each topic of both
    LANGUAGES: 1.0,  # each language of both
    COMPLEMENT: 1.5,  # one seeks what the other offers: a topic of both, and kinds that meet
    WISHED: 2.0,  # looks itself for a place like the one that asks
}
MOST_TOPICS, MOST_LANGUAGES = 3, 2
# Half a point for each partnership it has beyond the first, two points at most.
PARTNERED, MOST_PARTNERED = 0.5, 2.0
LEAST = 2.0
BEST = 5
# A country alone says nothing.
TELLING = frozenset({REGION, SIZE, SAME_SIZE, TOPICS, COMPLEMENT, WISHED})


@dataclass(frozen=True)
class Municipality:
    """What is known of one; empty or None where nothing is. `id` tells the page or place that is listed."""

    id: str
    place: str
    country: str = ""
    region: str = ""
    size: str | None = None
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    kind: str = ""
    wished_country: str = ""
    wished_regions: frozenset[str] = frozenset()
    wished_size: str = ""
    partners: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """Why two fit: a name of WEIGHTS and what they have in common."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fit:
    """One that fits, how well, and why, the weightiest reason first."""

    id: str
    points: float
    reasons: tuple[Reason, ...] = field(default=())


def best_fits(asking: Municipality, others: Iterable[Municipality], limit: int = BEST) -> Sequence[Fit]:
    """The best ones, each place once; equal points are ordered by id."""
    found: dict[str, Fit] = {}
    for other in others:
        fit = fit_of(asking, other)
        if fit is not None and (other.place not in found or found[other.place].points < fit.points):
            found[other.place] = fit
    return sorted(found.values(), key=lambda fit: (-fit.points, fit.id))[:limit]


def fit_of(asking: Municipality, other: Municipality) -> Fit | None:
    """None when the other is the same place, a partner already, out of the question, or fits too little."""
    if other.place in asking.partners | {asking.place} or not _is_abroad_as_wished(asking, other):
        return None
    scored = list(_scored(asking, other))
    points = sum(value for _reason, value in scored) - _partnered(other)
    if points < LEAST or not any(reason.name in TELLING for reason, _value in scored):
        return None
    scored.sort(key=lambda pair: -pair[1])
    return Fit(other.id, points, tuple(reason for reason, _value in scored))


def _is_abroad_as_wished(asking: Municipality, other: Municipality) -> bool:
    """In the country that is looked for; when none is, in another one than the own."""
    if asking.wished_country:
        return other.country == asking.wished_country
    return not asking.country or other.country != asking.country


def _scored(asking: Municipality, other: Municipality) -> Iterable[tuple[Reason, float]]:
    if other.region in asking.wished_regions:
        yield Reason(REGION, (other.region,)), WEIGHTS[REGION]
    elif asking.wished_country:
        yield Reason(COUNTRY, (other.country,)), WEIGHTS[COUNTRY]
    if asking.wished_size:
        if other.size == asking.wished_size:
            yield Reason(SIZE), WEIGHTS[SIZE]
    elif other.size is not None and other.size == asking.size:
        yield Reason(SAME_SIZE), WEIGHTS[SAME_SIZE]
    topics = tuple(sorted(asking.topics & other.topics))
    if topics:
        counted = min(len(topics), MOST_TOPICS)
        yield Reason(TOPICS, topics[:MOST_TOPICS]), WEIGHTS[TOPICS] * counted * sqrt(counted / len(other.topics))
        if {asking.kind, other.kind} == {"seek", "offer"}:
            yield Reason(COMPLEMENT), WEIGHTS[COMPLEMENT]
    languages = tuple(sorted(asking.languages & other.languages))[:MOST_LANGUAGES]
    if languages:
        yield Reason(LANGUAGES, languages), WEIGHTS[LANGUAGES] * len(languages)
    if _wishes_for(other, asking):
        yield Reason(WISHED), WEIGHTS[WISHED]


def _wishes_for(one: Municipality, other: Municipality) -> bool:
    """Whether it looks for a region or a size, and the other has what it looks for."""
    in_region = other.region in one.wished_regions
    in_size = bool(one.wished_size) and one.wished_size == other.size
    in_country = not one.wished_country or one.wished_country == other.country
    asks = bool(one.wished_regions) + bool(one.wished_size)
    return asks > 0 and in_country and in_region + in_size == asks


def _partnered(other: Municipality) -> float:
    return min(max(len(other.partners) - 1, 0) * PARTNERED, MOST_PARTNERED)
