"""The part of the plane that a sheet shows, and how large."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .projection import Projection
from .shapes import Bounds, Point


@dataclass(frozen=True, slots=True)
class Format:
    """A sheet's measures in its own units: one unit is one pixel at `narrowest`/`width` of the widest screen."""

    name: str
    width: int
    lowest: int
    highest: int
    margin: int
    # No fewer radii of the earth are shown across: a map of nearby places needs a coast to be known by.
    least: float
    # Middles of two links are this far apart: 24 pixels where the sheet is shown smallest, and some air.
    apart: float
    target: float
    font: float
    dot: float
    cluster: float
    line: float
    most_labels: int
    # So few arcs can be pointed at; a finger cannot, and keyboards have the list beside the map.
    most_linked: int = 0


# Shown from 288 px (a screen of 320 px less its margins) to 704 px.
NARROW = Format(
    "narrow", 288, 200, 320, 20, 0.004, apart=28, target=12.2, font=10.5, dot=3.4, cluster=10, line=1.0, most_labels=12
)
# Shown from 704 px.
WIDE = Format(
    "wide",
    960,
    400,
    640,
    44,
    0.004,
    apart=36,
    target=16.5,
    font=15,
    dot=5,
    cluster=13,
    line=1.25,
    most_labels=40,
    most_linked=40,
)
STRIP_NARROW = Format(
    "narrow", 288, 170, 230, 38, 0.16, apart=28, target=12.2, font=12, dot=5, cluster=10, line=1.75, most_labels=4
)
STRIP_WIDE = Format(
    "wide", 960, 360, 480, 150, 0.16, apart=36, target=16.5, font=18, dot=9, cluster=13, line=2.25, most_labels=4
)

EDGE_STEPS = 8


@dataclass(frozen=True)
class Frame:
    """A rectangle of the plane on a sheet."""

    projection: Projection
    format: Format
    scale: float
    left: float
    top: float
    height: int

    def place(self, points: Iterable[tuple[float, float]]) -> list[Point]:
        """Points of the plane in units of the sheet, one decimal."""
        scale, left, top = self.scale, self.left, self.top
        return [Point(round((x - left) * scale, 1), round((y - top) * scale, 1)) for x, y in points]

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom on the plane."""
        right, bottom = self.left + self.format.width / self.scale, self.top + self.height / self.scale
        return self.left, self.top, right, bottom

    def held(self, points: Iterable[Point]) -> list[int]:
        """The numbers of the points at which a mark stands wholly on the sheet."""
        air = self.format.apart / 2
        right, bottom = self.format.width - air, self.height - air
        return [number for number, (x, y) in enumerate(points) if air <= x <= right and air <= y <= bottom]


def fit(projection: Projection, points: Sequence[tuple[float, float]], form: Format) -> Frame:
    """The frame that shows all these points of the plane with air around them."""
    xs, ys = zip(*points, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    room, most = form.width - 2 * form.margin, form.highest - 2 * form.margin
    across, down = max(right - left, form.least), max(bottom - top, form.least / 8)
    scale = min(room / across, most / down)
    height = max(round(down * scale) + 2 * form.margin, form.lowest)
    # Rounded, so that views that differ by less than can be seen share their coastlines.
    scale = float(f"{scale:.4g}")
    x, y = (left + right) / 2 - form.width / 2 / scale, (top + bottom) / 2 - height / 2 / scale
    return Frame(projection, form, scale, round(x, 5), round(y, 5), height)


def outline(bounds: Bounds) -> list[tuple[float, float]]:
    """Degrees along the edges of bounds, for their extent on the plane is not that of their corners."""
    steps = [step / EDGE_STEPS for step in range(EDGE_STEPS + 1)]
    across = [bounds.west + (bounds.east - bounds.west) * step for step in steps]
    up = [bounds.south + (bounds.north - bounds.south) * step for step in steps]
    return [(x, y) for x in across for y in (bounds.south, bounds.north)] + [
        (x, y) for y in up for x in (bounds.west, bounds.east)
    ]
