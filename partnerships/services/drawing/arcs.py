"""Lines between marks: one for all partnerships that join the same two, as wide as they are many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot, log2
from typing import NamedTuple

from .shapes import Arc, Point

MOST_ARCS = 400
BOW = 0.17
HIGHEST_BOW = 120.0
# Times the thinnest.
WIDEST = 4.5


@dataclass(slots=True)
class Bundle:
    """What one arc stands for: how many partnerships of which state, and on how many of them side A is the start."""

    start: Point
    end: Point
    leaving: bool
    states: dict[str, int] = field(default_factory=dict)
    pairs: int = 0
    from_a: int = 0


class Line(NamedTuple):
    """One partnership between two marks; `a_first` when its side A is at the start, `leaving` the sheet or not."""

    start: Point
    end: Point
    state: str
    a_first: bool
    leaving: bool


def bundled(lines: Iterable[Line | None]) -> tuple[list[Bundle], int, int]:
    """Lines between the same two points in one, the most numerous first; how many have no length, how many are None."""
    bundles: dict[tuple[Point, Point], Bundle] = {}
    within = outside = 0
    for line in lines:
        if line is None:
            outside += 1
            continue
        start, end, state, a_first, leaving = line
        if start == end:
            within += 1
            continue
        if end < start:
            start, end, a_first = end, start, not a_first
        bundle = bundles.get((start, end))
        if bundle is None:
            bundle = bundles[start, end] = Bundle(start, end, leaving)
        bundle.states[state] = bundle.states.get(state, 0) + 1
        bundle.pairs += 1
        bundle.from_a += a_first
    ranked = sorted(bundles.values(), key=lambda bundle: (-bundle.pairs, bundle.start, bundle.end))
    return ranked, within, outside


def drawn(bundles: Sequence[Bundle], thinnest: float) -> tuple[Arc, ...]:
    """Arcs in the order of painting: thin ones lie above wide ones, active ones above their like."""
    arcs = [arc_of(bundle, thinnest) for bundle in bundles[:MOST_ARCS]]
    return tuple(sorted(arcs, key=lambda arc: (-arc.pairs, arc.state == "active")))


def arc_of(bundle: Bundle, thinnest: float) -> Arc:
    """The arc of a bundle."""
    state = next(iter(bundle.states)) if len(bundle.states) == 1 else "mixed"
    width = round(min(thinnest * (1 + 0.7 * log2(bundle.pairs)), WIDEST * thinnest), 2)
    direction = "ab" if bundle.from_a * 2 >= bundle.pairs else "ba"
    return Arc(bowed(bundle.start, bundle.end), state, direction, bundle.pairs, width, bundle.leaving)


def bowed(start: Point, end: Point) -> str:
    """A quadratic curve that rises towards the north."""
    across, down = end.x - start.x, end.y - start.y
    length = hypot(across, down) or 1.0
    rise = min(length * BOW, HIGHEST_BOW) * 2
    # The normal that points up; where the line is upright, to the left.
    normal = (down / length, -across / length) if across > 0 else (-down / length, across / length)
    middle = Point((start.x + end.x) / 2 + normal[0] * rise, (start.y + end.y) / 2 + normal[1] * rise)
    return f"M{start.x:g} {start.y:g}Q{middle.x:.1f} {middle.y:.1f} {end.x:g} {end.y:g}"
