"""From degrees to the plane: an equal-area cone (Albers) that suits the lands from the Atlantic to the Pacific."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import cos, exp, pi, radians, sin, sqrt

# The seam of the map lies in the Atlantic, so that Chukotka stays in one piece.
SEAM = -30.0
# Where the coastlines end; the east is counted on beyond 180.
WEST_END, SOUTH_END, EAST_END, NORTH_END = -25.0, 34.0, 191.0, 82.0

# East of the Urals the scale falls to a quarter, gently at first: most partners live west of them.
URALS = 54.0
FAR_EAST = 0.25
EASE = 8.0

RADIANS = pi / 180
STEP = 4


def unwrapped(longitude: float) -> float:
    """The longitude counted eastwards from the seam in the Atlantic, so that the antimeridian is no edge."""
    return (longitude - SEAM) % 360.0 + SEAM


def covers(latitude: float, longitude: float) -> bool:
    """Whether the coastlines reach this far; the longitude is an unwrapped one."""
    return SOUTH_END <= latitude <= NORTH_END and WEST_END <= longitude <= EAST_END


def squeezed(longitude: float) -> float:
    """An unwrapped longitude on the scale that eases off east of the Urals; it never turns back."""
    beyond = longitude - URALS
    if beyond <= 0:
        return longitude
    return URALS + FAR_EAST * beyond + (1 - FAR_EAST) * EASE * (1 - exp(-beyond / EASE))


@dataclass(frozen=True)
class Projection:
    """Albers' conic with two standard parallels; the earth's radius is 1 and y grows downwards from the pole."""

    meridian: int
    south: int
    north: int
    squeeze: bool

    @cached_property
    def constants(self) -> tuple[float, float]:
        """The cone's n and C."""
        south, north = sin(radians(self.south)), sin(radians(self.north))
        n = (south + north) / 2
        return n, 1 - south * south + 2 * n * south

    def project(self, places: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """(x, y) of (longitude, latitude) in degrees; longitudes are unwrapped ones."""
        n, c = self.constants
        meridian = squeezed(self.meridian) if self.squeeze else self.meridian
        points = []
        for longitude, latitude in places:
            east = longitude if longitude <= URALS or not self.squeeze else squeezed(longitude)
            distance = sqrt(c - 2 * n * sin(latitude * RADIANS)) / n
            angle = n * (east - meridian) * RADIANS
            points.append((distance * sin(angle), distance * cos(angle)))
        return points


def projection_for(west: float, south: float, east: float, north: float) -> Projection:
    """A cone that hardly distorts these unwrapped degrees; in coarse steps, so that views share their coastlines."""
    squeeze = west < URALS - 16 and east > URALS + 12
    # A squeezed map leans towards the west, where most of it is.
    middle = west + (min(squeezed(east), 72.0) - west) * 0.5 if squeeze else (west + east) / 2
    lower = min(max(stepped(south + (north - south) / 6), 20), 72)
    upper = min(max(stepped(north - (north - south) / 6), lower + STEP), 80)
    return Projection(stepped(middle), lower, upper, squeeze)


def stepped(degrees: float) -> int:
    """The nearest multiple of STEP."""
    return STEP * round(degrees / STEP)
