"""Coastlines as SVG path data: cut to the frame, as fine as a reader can see, remembered per frame."""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import ge, le
from pathlib import Path
from typing import NamedTuple

from .projection import Projection
from .shapes import Point
from .viewport import Frame

LAND = Path(__file__).parents[2] / "data" / "land.geojson"

Ring = list[tuple[float, float]]

# Finer than this (in units of the sheet) nothing is drawn.
FINEST = {"wide": 1.6, "narrow": 0.9}
SMALLEST_ISLAND = 10.0
# Straight in degrees is bent on the cone: the edges along which the data are cut get points on the way.
LONGEST_EDGE = 3.0
EDGE = 4.0


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """All coastlines as rings of (longitude, latitude)."""
    land = json.loads(LAND.read_text())
    polygons = [polygon for feature in land["features"] for polygon in feature["geometry"]["coordinates"]]
    return tuple(list(dense([(x, y) for x, y in ring])) for polygon in polygons for ring in polygon)


def dense(ring: Ring) -> Iterator[tuple[float, float]]:
    """The ring with points along its longest edges."""
    for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        steps = int(max(abs(next_x - x), abs(next_y - y)) / LONGEST_EDGE) + 1
        for step in range(steps):
            yield x + (next_x - x) * step / steps, y + (next_y - y) * step / steps


class Outline(NamedTuple):
    """A ring on the plane of a projection and its extent."""

    points: list[tuple[float, float]]
    left: float
    top: float
    right: float
    bottom: float


@lru_cache(maxsize=8)
def outlines(projection: Projection) -> tuple[Outline, ...]:
    """All rings on the plane: both sheets of a map and its neighbours use the same."""
    return tuple(outlined(projection.project(ring)) for ring in rings())


def outlined(points: list[tuple[float, float]]) -> Outline:
    """Points with their extent."""
    xs, ys = zip(*points, strict=True)
    return Outline(points, min(xs), min(ys), max(xs), max(ys))


# Two sheets for each profile, and those of maps.
@lru_cache(maxsize=320)
def land_path(frame: Frame) -> str:
    """The `d` of one path with all land on the frame's sheet; "" at sea."""
    finest = FINEST[frame.format.name]
    # A frame's line of its own would show along the edge of the sheet: cut outside it.
    box = (-EDGE, -EDGE, frame.format.width + EDGE, frame.height + EDGE)
    left, top = frame.left - EDGE / frame.scale, frame.top - EDGE / frame.scale
    right, bottom = left + (box[2] + EDGE) / frame.scale, top + (box[3] + EDGE) / frame.scale
    parts = []
    for ring in outlines(frame.projection):
        if ring.left > right or ring.right < left or ring.top > bottom or ring.bottom < top:
            continue
        shown = simplified(thinned(cut(frame.place(ring.points), box), finest / 2), finest)
        if len(shown) > 2 and abs(area(shown)) >= SMALLEST_ISLAND:
            parts.append(path_of(shown))
    return "".join(parts)


def cut(points: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """The part of a closed ring inside the box (Sutherland and Hodgman)."""
    left, top, right, bottom = box
    for axis, limit, is_inside in ((0, left, ge), (0, right, le), (1, top, ge), (1, bottom, le)):
        inside = [is_inside(point[axis], limit) for point in points]
        if not all(inside):
            points = list(cut_side(points, inside, axis, limit))
    return points


def cut_side(points: list[Point], inside: list[bool], axis: int, limit: float) -> Iterator[Point]:
    """The ring on the inner side of one line; `inside` says of each point whether it lies there."""
    ahead = zip(points, points[1:] + points[:1], inside, inside[1:] + inside[:1], strict=True)
    for here, following, is_inside, comes_inside in ahead:
        if is_inside:
            yield here
        if is_inside != comes_inside:
            share = (limit - here[axis]) / (following[axis] - here[axis])
            x, y = here.x + (following.x - here.x) * share, here.y + (following.y - here.y) * share
            yield Point(limit if axis == 0 else round(x, 1), limit if axis == 1 else round(y, 1))


def thinned(points: list[Point], step: float) -> list[Point]:
    """The line without points that lie nearer than `step` to the one before: little work that spares much."""
    kept: list[Point] = []
    for point in points:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return kept


def simplified(points: list[Point], finest: float) -> list[Point]:
    """The line without the points that lie within `finest` of it (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    kept = [False] * len(points)
    kept[0] = kept[-1] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        a, b = points[first], points[last]
        dx, dy = b.x - a.x, b.y - a.y
        length = (dx * dx + dy * dy) ** 0.5
        farthest, most = 0, finest
        for index in range(first + 1, last):
            x, y = points[index].x - a.x, points[index].y - a.y
            off = abs(x * dy - y * dx) / length if length else (x * x + y * y) ** 0.5
            if off > most:
                farthest, most = index, off
        if farthest:
            kept[farthest] = True
            spans += [(first, farthest), (farthest, last)]
    return [point for point, keep in zip(points, kept, strict=True) if keep]


def area(points: list[Point]) -> float:
    """The area of a closed ring, signed by its direction."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return sum(a.x * b.y - b.x * a.y for a, b in pairs) / 2


def path_of(points: list[Point]) -> str:
    """A closed subpath in steps of tenths."""
    steps = [f"M{points[0].x:g} {points[0].y:g}l"]
    for before, here in pairwise(points):
        steps.append(f"{number(here.x - before.x)} {number(here.y - before.y)} ")
    return "".join(steps).rstrip().replace(" -", "-") + "z"


def number(value: float) -> str:
    """Tenths without the zeros nobody needs."""
    text = f"{round(value, 1):g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
