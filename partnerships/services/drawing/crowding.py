"""Which places are drawn as one: the heaviest place of a neighbourhood speaks for it and keeps its spot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist

from .projection import unwrapped
from .shapes import MapPlace, Point, Side

MOST_MARKS = 200
COARSER = 1.15
# A place between marks goes to one of its own side if that is no farther than this many distances.
LOYALTY = 2.0
NO_SPOT = -1
NEIGHBOURS = tuple((x, y) for x in (0, -1, 1) for y in (0, -1, 1))


# West, south, east and north in (unwrapped) degrees.
Extent = tuple[float, float, float, float]


@dataclass
class Spot:
    """Places that no eye can tell apart, the speaker first; `pairs` is how many partnerships they have together."""

    point: tuple[float, float]
    places: list[MapPlace]
    pairs: int

    @property
    def side(self) -> Side:
        return self.places[0].side

    @cached_property
    def sides(self) -> set[Side]:
        """The sides its places are on."""
        return {place.side for place in self.places}

    @cached_property
    def extent(self) -> Extent:
        """The extent of its places."""
        if len(self.places) == 1:
            longitude, latitude = unwrapped(self.places[0].longitude), self.places[0].latitude
            return longitude, latitude, longitude, latitude
        longitudes = [unwrapped(place.longitude) for place in self.places]
        latitudes = [place.latitude for place in self.places]
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)

    @property
    def rank(self) -> tuple[int, int, str]:
        """By which the heaviest come first."""
        speaker = self.places[0]
        return -self.pairs, -speaker.weight, speaker.key


class Cluster:
    """Spots that share one mark at a point of the sheet, the speaker first."""

    def __init__(self, point: Point, spot: Spot) -> None:
        self.spots = [spot]
        self.point = point
        self.side = spot.side

    @property
    def speaker(self) -> MapPlace:
        return self.spots[0].places[0]

    @cached_property
    def places(self) -> int:
        """How many places it stands for."""
        return sum(len(spot.places) for spot in self.spots)

    @cached_property
    def pairs(self) -> int:
        """The partnerships of its places; one between two of them counts for each."""
        return sum(spot.pairs for spot in self.spots)

    @property
    def sides(self) -> set[Side]:
        """The sides its places are on."""
        return set().union(*(spot.sides for spot in self.spots))

    @property
    def extent(self) -> Extent:
        """The extent of its places."""
        wests, souths, easts, norths = zip(*(spot.extent for spot in self.spots), strict=True)
        return min(wests), min(souths), max(easts), max(norths)


def gathered_spots(
    places: Sequence[MapPlace],
    pairs_at: Sequence[int],
    points: Sequence[tuple[float, float]],
    grain: float,
    wanted: Iterable[int],
) -> tuple[list[Spot], list[int]]:
    """One spot for all wanted places in a square of the plane `grain` wide, the heaviest first.

    And for each place the number of its spot, NO_SPOT for those that are not wanted.
    """
    squares: dict[tuple[float, float], list[int]] = {}
    for index in wanted:
        x, y = points[index]
        squares.setdefault((x // grain, y // grain), []).append(index)
    found: list[tuple[Spot, list[int]]] = []
    for indexes in squares.values():
        if len(indexes) > 1:
            indexes.sort(key=lambda one: (-pairs_at[one], -places[one].weight, places[one].key))
        pairs = sum([pairs_at[index] for index in indexes])
        found.append((Spot(points[indexes[0]], [places[index] for index in indexes], pairs), indexes))
    found.sort(key=lambda one: one[0].rank)
    owner = [NO_SPOT] * len(places)
    for number, (_spot, indexes) in enumerate(found):
        for index in indexes:
            owner[index] = number
    return [spot for spot, _indexes in found], owner


def clustered(spots: Sequence[Spot], points: Sequence[Point], apart: float, most: int = MOST_MARKS) -> list[Cluster]:
    """At most `most` clusters whose middles are at least `apart` from each other; every spot is in exactly one.

    `spots` come with the heaviest first, `points` are theirs on the sheet.
    """
    while True:
        clusters = gathered(spots, points, apart, most)
        if clusters is not None:
            return clusters
        apart *= COARSER


def gathered(spots: Sequence[Spot], points: Sequence[Point], apart: float, most: int) -> list[Cluster] | None:
    """One pass at one distance; None as soon as there are too many clusters."""
    cells: dict[tuple[int, int], list[Cluster]] = {}
    clusters: list[Cluster] = []
    square = apart * apart
    for spot, point in zip(spots, points, strict=True):
        x, y = point
        column, row = int(x // apart), int(y // apart)
        nearest, least = None, square
        for across, down in NEIGHBOURS:
            for cluster in cells.get((column + across, row + down), ()):
                other_x, other_y = cluster.point
                off = (other_x - x) ** 2 + (other_y - y) ** 2
                if off < least:
                    nearest, least = cluster, off
        if nearest is not None:
            if nearest.side != spot.side:
                nearest = nearest_of_side(spot.side, point, clusters, LOYALTY * apart) or nearest
            nearest.spots.append(spot)
            continue
        if len(clusters) == most:
            return None
        nearest = Cluster(point, spot)
        clusters.append(nearest)
        cells.setdefault((column, row), []).append(nearest)
    return clusters


def nearest_of_side(side: Side, point: Point, clusters: Sequence[Cluster], within: float) -> Cluster | None:
    """The nearest cluster of a side; None when none is that near."""
    near = [(dist(point, cluster.point), index) for index, cluster in enumerate(clusters) if cluster.side == side]
    distance, index = min(near, default=(within, -1))
    return clusters[index] if distance < within else None
