"""Lines between marks: one for all partnerships that join the same two, as wide as they are many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot, log2

from .shapes import Arc, MapPair, Point
from .survey import Join
from .viewport import Format

MOST_ARCS = 400
BOW = 0.17
HIGHEST_BOW = 120.0
# Times the thinnest.
WIDEST = 4.5


@dataclass(slots=True)
class Bundle:
    """What one arc stands for, between two nodes; `from_a` says how often the first of them is on side A."""

    start: int
    end: int
    first: MapPair
    state: str
    pairs: int = 0
    from_a: int = 0


def bundled(joins: Iterable[Join], node_of: Sequence[int], marks: int) -> tuple[list[Bundle], int, int]:
    """Lines between the same two nodes in one, the most numerous first; how many lie within one, how many outside.

    `node_of` gives the node of a place; the first `marks` nodes are on the sheet.
    """
    bundles: dict[tuple[int, int], Bundle] = {}
    within = outside = 0
    for first, second, pair, a_first in joins:
        start, end = node_of[first], node_of[second]
        if start >= marks and end >= marks:
            outside += 1
            continue
        if start == end:
            within += 1
            continue
        if end < start:
            start, end, a_first = end, start, not a_first  # noqa: PLW2901 the line is turned
        bundle = bundles.get((start, end))
        if bundle is None:
            bundle = bundles[start, end] = Bundle(start, end, pair, pair.state)
        elif bundle.state != pair.state:
            bundle.state = "mixed"
        bundle.pairs += 1
        bundle.from_a += a_first
    return sorted(bundles.values(), key=lambda bundle: -bundle.pairs), within, outside


def drawn(bundles: Sequence[Bundle], nodes: Sequence[Point], marks: int, form: Format) -> tuple[Arc, ...]:
    """Arcs in the order of painting: thin ones lie above wide ones, active ones above their like.

    Where they are few enough to be told apart, an arc of one partnership leads to it.
    """
    linked = len(bundles) <= form.most_linked
    arcs = [arc_of(bundle, nodes, marks, form.line, linked) for bundle in bundles[:MOST_ARCS]]
    return tuple(sorted(arcs, key=lambda arc: (-arc.pairs, arc.state == "active")))


def arc_of(bundle: Bundle, nodes: Sequence[Point], marks: int, thinnest: float, linked: bool) -> Arc:
    """The arc of a bundle."""
    start, end = nodes[bundle.start], nodes[bundle.end]
    from_a = bundle.from_a
    if end < start:
        start, end, from_a = end, start, bundle.pairs - from_a
    width = round(min(thinnest * (1 + 0.7 * log2(bundle.pairs)), WIDEST * thinnest), 2)
    direction = "ab" if from_a * 2 >= bundle.pairs else "ba"
    pair = bundle.first if linked and bundle.pairs == 1 else None
    return Arc(bowed(start, end), bundle.state, direction, bundle.pairs, width, leaving=bundle.end >= marks, pair=pair)


def bowed(start: Point, end: Point) -> str:
    """A quadratic curve that rises towards the north."""
    middle = risen(start, end, 2 * HIGHEST_BOW, 2 * BOW)
    return f"M{start.x:g} {start.y:g}Q{middle.x:.1f} {middle.y:.1f} {end.x:g} {end.y:g}"


def apex(start: Point, end: Point, highest: float) -> Point:
    """Where the curve between two points is farthest from their line; it rises by `highest` at most."""
    return risen(start, end, highest, BOW)


def risen(start: Point, end: Point, highest: float, share: float) -> Point:
    """The middle of two points, moved off their line by a share of its length."""
    across, down = end.x - start.x, end.y - start.y
    length = hypot(across, down) or 1.0
    rise = min(length * share, highest)
    # The normal that points up; where the line is upright, to the left.
    normal = (down / length, -across / length) if across > 0 else (-down / length, across / length)
    return Point((start.x + end.x) / 2 + normal[0] * rise, (start.y + end.y) / 2 + normal[1] * rise)
