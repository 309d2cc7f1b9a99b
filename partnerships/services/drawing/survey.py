"""What can be drawn of the pairs given, and what cannot."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .projection import covers, unwrapped
from .shapes import MapPair, MapPlace

# Stands for a place that has no number yet.
NEW = -1


class Join(NamedTuple):
    """Two places (their numbers) of a pair with a line between them; `a_first` when the first is on side A."""

    first: int
    second: int
    pair: MapPair
    a_first: bool


@dataclass
class Survey:
    """Places by number with their (unwrapped) degrees and how many partnerships they have, and the lines.

    `left_out` names the places without a position on this map, by key; `states` counts all pairs.
    """

    places: list[MapPlace] = field(default_factory=list)
    degrees: list[tuple[float, float]] = field(default_factory=list)
    pairs_at: list[int] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    pairs_left_out: int = 0
    states: Counter[str] = field(default_factory=Counter)


def surveyed(pairs: Iterable[MapPair]) -> Survey:
    """The survey of these pairs; what is said of a place first holds."""
    survey = Survey()
    pairs_at, joins = survey.pairs_at, survey.joins
    numbers: dict[str, int | None] = {}
    states: list[str] = []
    for pair in pairs:
        states.append(pair.state)
        ends: list[tuple[int, str]] = []
        for end in pair.ends:
            key, side = end.key, end.side
            number = numbers.get(key, NEW)
            if number == NEW:
                number = numbers[key] = numbered(end, survey)
            if number is not None and (number, side) not in ends:
                ends.append((number, side))
                pairs_at[number] += 1
        if len(ends) == 2:
            (first, side), (second, _) = ends
            joins.append(Join(first, second, pair, side == "a"))
            continue
        several = joins_of(ends, pair)
        joins += several
        survey.pairs_left_out += not several
    survey.states.update(states)
    return survey


def numbered(place: MapPlace, survey: Survey) -> int | None:
    """The number of a place seen for the first time; None when it has no position on this map."""
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None or not covers(latitude, east := unwrapped(longitude)):
        survey.left_out[place.key] = place.name
        return None
    survey.places.append(place)
    survey.degrees.append((east, latitude))
    survey.pairs_at.append(0)
    return len(survey.places) - 1


def joins_of(ends: Sequence[tuple[int, str]], pair: MapPair) -> list[Join]:
    """Of three places or more each of side A with each of side B; those of one side alone in a row."""
    starts = [number for number, side in ends if side == "a"]
    others = [number for number, side in ends if side == "b"]
    if starts and others:
        return [Join(start, other, pair, a_first=True) for start in starts for other in others]
    return [Join(ends[index][0], ends[index + 1][0], pair, ends[index][1] == "a") for index in range(len(ends) - 1)]
