"""Which places are drawn as one: the heaviest place of a neighbourhood speaks for it and keeps its spot."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist

from .shapes import MapPlace, Point, Side

MOST_MARKS = 200
COARSER = 1.15
# A place between marks goes to one of its own side if that is no farther than this many distances.
LOYALTY = 2.0
NEIGHBOURS = tuple((x, y) for x in (0, -1, 1) for y in (0, -1, 1))


@dataclass(slots=True)
class Spot:
    """Places that no eye can tell apart, the speaker first; `pairs` is how many partnerships they have together."""

    point: Point
    places: list[MapPlace]
    pairs: int

    @property
    def side(self) -> Side:
        return self.places[0].side


class Cluster:
    """Spots that share one mark, the speaker first."""

    def __init__(self, spot: Spot) -> None:
        self.spots = [spot]
        self.point = spot.point
        self.side = spot.side

    @cached_property
    def places(self) -> list[MapPlace]:
        return [place for spot in self.spots for place in spot.places]

    @property
    def speaker(self) -> MapPlace:
        return self.spots[0].places[0]

    @cached_property
    def pairs(self) -> int:
        """The partnerships of its places; one between two of them counts for each."""
        return sum(spot.pairs for spot in self.spots)


def gathered_spots(
    places: Sequence[MapPlace], pairs_at: Sequence[int], points: Sequence[Point], grain: float
) -> tuple[list[Spot], list[int]]:
    """One spot for all places in a square of the plane `grain` wide, and for each place the number of its spot."""
    numbers: dict[tuple[int, int], int] = {}
    spots: list[Spot] = []
    owner = [0] * len(places)
    for index in sorted(range(len(places)), key=lambda one: (-pairs_at[one], -places[one].weight, places[one].key)):
        point = points[index]
        square = (int(point[0] // grain), int(point[1] // grain))
        number = numbers.get(square)
        if number is None:
            owner[index] = numbers[square] = len(spots)
            spots.append(Spot(point, [places[index]], pairs_at[index]))
        else:
            owner[index] = number
            spots[number].places.append(places[index])
            spots[number].pairs += pairs_at[index]
    return spots, owner


def clustered(spots: Sequence[Spot], apart: float, most: int = MOST_MARKS) -> list[Cluster]:
    """At most `most` clusters whose middles are at least `apart` from each other; every spot is in exactly one."""
    ranked = sorted(spots, key=lambda spot: (-spot.pairs, -spot.places[0].weight, spot.places[0].key))
    while True:
        clusters = gathered(ranked, apart, most)
        if clusters is not None:
            return clusters
        apart *= COARSER


def gathered(ranked: Sequence[Spot], apart: float, most: int) -> list[Cluster] | None:
    """One pass at one distance; None as soon as there are too many clusters."""
    cells: dict[tuple[int, int], list[Cluster]] = {}
    clusters: list[Cluster] = []
    square = apart * apart
    for spot in ranked:
        x, y = spot.point
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
                nearest = nearest_of_side(spot, clusters, LOYALTY * apart) or nearest
            nearest.spots.append(spot)
            continue
        if len(clusters) == most:
            return None
        nearest = Cluster(spot)
        clusters.append(nearest)
        cells.setdefault((column, row), []).append(nearest)
    return clusters


def nearest_of_side(spot: Spot, clusters: Sequence[Cluster], within: float) -> Cluster | None:
    """The nearest cluster of the spot's own side; None when none is that near."""
    near = [
        (dist(spot.point, cluster.point), index) for index, cluster in enumerate(clusters) if cluster.side == spot.side
    ]
    distance, index = min(near, default=(within, -1))
    return clusters[index] if distance < within else None
