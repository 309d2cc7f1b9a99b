"""What a map is drawn of and what a drawing consists of: plain values, free of models and of requests."""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self

Side = Literal["a", "b"]

# Grids of degrees, each of which has all lines of the next; a part of the globe is at least so many steps across.
STEPS = tuple(0.05 * 2**power for power in range(8))
STEPS_ACROSS = 20
# What two decimals leave of a line of the grid.
ALIKE = 1e-6


class MapPlace(NamedTuple):
    """One end of a pair; `key` tells places apart, `weight` (population) decides whose name is written first."""

    key: str
    name: str
    url: str
    latitude: float | None
    longitude: float | None
    side: Side
    weight: int = 0


class MapPair(NamedTuple):
    """One partnership: the value of its State, two ends or more."""

    id: str
    title: str
    url: str
    state: str
    ends: tuple[MapPlace, ...]


class Point(NamedTuple):
    """Where something is on a sheet, in its units; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """A part of the globe in degrees; written "west,south,east,north", west above east when it crosses 180 degrees."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        return ",".join(f"{value:.2f}" for value in (self.west, self.south, self.east, self.north))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Bounds from an address; None when the text is no such part of the globe."""
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError:
            return None
        values = (west, south, east, north)
        if not all(math.isfinite(value) for value in values) or not -90 <= south < north <= 90:
            return None
        if not all(-180 <= value <= 180 for value in (west, east)) or west == east:
            return None
        return cls(*values).widened()

    def widened(self) -> Self:
        """To the lines of a grid as coarse as suits the part's size: views that hardly differ are the same view."""
        across = (self.east - self.west) % 360 or 360.0
        extent = max(across, self.north - self.south)
        step = max((step for step in STEPS if step * STEPS_ACROSS <= extent), default=STEPS[0])
        west, south = (math.floor(value / step + ALIKE) * step for value in (self.west, self.south))
        east, north = (math.ceil(value / step - ALIKE) * step for value in (self.east, self.north))
        if west <= east and self.west > self.east:
            # Its ends have met behind the antimeridian.
            west, east = -180.0, 180.0
        values = max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0)
        found = type(self)(*(round(value, 2) for value in values))
        return found if found == self else found.widened()


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its mark: offset from the mark's middle and text-anchor."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A link on the map: one place, or a cluster of `places` that stand too close to be drawn apart."""

    x: float
    y: float
    radius: float
    target: float
    side: Literal["a", "b", "both"]
    name: str
    url: str
    places: int
    pairs: int
    label: Label | None = None

    @property
    def is_cluster(self) -> bool:
        return self.places > 1


@dataclass(frozen=True, slots=True)
class Arc:
    """A bowed line that stands for `pairs` partnerships; `state` is "mixed" where they differ.

    `pair` is the one partnership that a pointer is led to.
    """

    path: str
    state: str
    direction: Literal["ab", "ba"]
    pairs: int
    width: float
    leaving: bool
    pair: MapPair | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map at one size. `pairs` = the sum over `arcs` + `within` + `thin` + `outside`."""

    name: Literal["wide", "narrow"]
    width: int
    height: int
    # The width of the thinnest arcs.
    line: float
    land: str
    arcs: tuple[Arc, ...]
    marks: tuple[Mark, ...]
    pairs: int
    within: int
    thin: int
    outside: int

    @property
    def clusters(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.is_cluster)

    @property
    def dots(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if not mark.is_cluster)

    @property
    def mixed(self) -> bool:
        """Whether an arc stands for partnerships in different states."""
        return any(arc.state == "mixed" for arc in self.arcs)


@dataclass(frozen=True, slots=True)
class StateCount:
    """A row of the legend."""

    state: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready for its template: a sheet for a phone and one for everything wider.

    `left_out` names the places that cannot be drawn (no coordinates, or off the coastlines), in their order.
    """

    identity: str
    sheets: tuple[Sheet, ...]
    states: tuple[StateCount, ...]
    pairs: int
    left_out: tuple[str, ...]
    pairs_left_out: int
    squeezed: bool
    zoomed: bool
