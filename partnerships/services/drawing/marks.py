"""Marks of a sheet: dots and clusters with their words, links and labels."""

from collections.abc import Callable, Sequence
from math import dist, log2, radians
from statistics import fmean

from django.utils.translation import ngettext

from .crowding import Cluster
from .labels import Box, Named, placed, square
from .shapes import Bounds, Label, Mark
from .viewport import Frame

ZoomUrl = Callable[[Bounds], str]

# A cluster's enlarged view: air around its places, and never less than this many degrees.
AIR = 0.12
LEAST_DEGREES = 0.2
# Keyboard order: in columns from west to east, each from north to south.
COLUMNS = 12
# For so many times the names that there is room for a spot is sought.
WISHES = 3


def marks_of(clusters: Sequence[Cluster], frame: Frame, zoom_url: ZoomUrl) -> tuple[Mark, ...]:
    """The marks in the order in which a keyboard meets them."""
    form = frame.format
    radii = {cluster.point: radius(cluster, frame) for cluster in clusters}
    western = western_side(clusters)
    wishes = [
        Named(cluster.point, radii[cluster.point], cluster.speaker.name, side(cluster) == western)
        for cluster in sorted(clusters, key=lambda one: (-one.pairs, -one.speaker.weight, one.point))
    ]
    obstacles = [square(point, size) for point, size in radii.items()]
    sheet = Box(4, 4, form.width - 4, frame.height - 4)
    labels = placed(wishes[: WISHES * form.most_labels], obstacles, sheet, form.font, form.most_labels)
    marks = [mark_of(cluster, radii[cluster.point], labels.get(cluster.point), frame, zoom_url) for cluster in clusters]
    return tuple(sorted(marks, key=lambda mark: (int(mark.x * COLUMNS / form.width), mark.y, mark.x)))


def western_side(clusters: Sequence[Cluster]) -> str:
    """The side whose marks lie further west in the mean; "" where only one is shown."""
    means = {
        name: fmean(cluster.point.x for cluster in clusters if side(cluster) == name)
        for name in {side(cluster) for cluster in clusters} - {"both"}
    }
    return min(means, key=lambda name: means[name]) if len(means) > 1 else ""


def mark_of(cluster: Cluster, size: float, label: Label | None, frame: Frame, zoom_url: ZoomUrl) -> Mark:
    """The mark of a cluster."""
    name, url = named(cluster, frame, zoom_url)
    return Mark(
        x=cluster.point.x,
        y=cluster.point.y,
        radius=size,
        target=max(frame.format.target, size + 2),
        side=side(cluster),
        name=name,
        url=url,
        places=cluster.places,
        pairs=cluster.pairs,
        label=label,
    )


def radius(cluster: Cluster, frame: Frame) -> float:
    """Larger where there is more, but never so large that two marks touch."""
    form = frame.format
    if cluster.places > 1:
        return round(min(form.cluster + 0.08 * form.cluster * log2(cluster.places), form.apart / 2 - 1), 1)
    return round(min(form.dot * (1 + 0.12 * log2(max(cluster.pairs, 1))), form.cluster), 1)


def side(cluster: Cluster) -> str:
    """The side all its places are on, or "both"."""
    sides = cluster.sides
    return sides.pop() if len(sides) == 1 else "both"


def named(cluster: Cluster, frame: Frame, zoom_url: ZoomUrl) -> tuple[str, str]:
    """What a screen reader says and a pointer is shown (with all that is written at the mark), and where it leads.

    A place has its own address; a cluster the map of its surroundings, as long as that draws it apart.
    """
    place, count = cluster.speaker, cluster.places
    if count == 1:
        return phrase(
            ngettext("%(place)s: %(count)d partnership", "%(place)s: %(count)d partnerships", cluster.pairs),
            place.name,
            cluster.pairs,
        ), place.url
    extent = cluster.extent
    corners = frame.projection.project([(extent[0], extent[1]), (extent[2], extent[3])])
    closest = 2 * radians(LEAST_DEGREES) / (frame.format.width - 2 * frame.format.margin)
    if dist(*corners) < closest * frame.format.apart:
        words = ngettext("%(count)d place at %(place)s", "%(count)d places at %(place)s", count)
        return phrase(words, place.name, count), place.url
    words = ngettext(
        "%(count)d place around %(place)s: show enlarged", "%(count)d places around %(place)s: show enlarged", count
    )
    return phrase(words, place.name, count), zoom_url(surroundings(*extent))


def phrase(words: str, place: str, count: int) -> str:
    """Words about a place and a count, filled in."""
    return words % {"place": place, "count": count}


def surroundings(west: float, south: float, east: float, north: float) -> Bounds:
    """Bounds around an extent, with air."""
    west, east = padded(west, east, 2 * LEAST_DEGREES)
    south, north = padded(south, north, LEAST_DEGREES)
    return Bounds(wrapped(west), max(south, -90.0), wrapped(east), min(north, 90.0)).widened()


def wrapped(longitude: float) -> float:
    """The longitude between -180 and 180."""
    return round((longitude + 180) % 360 - 180, 2)


def padded(low: float, high: float, least: float) -> tuple[float, float]:
    """Lowest and highest, moved apart."""
    air = max((high - low) * AIR, (least - (high - low)) / 2)
    return round(low - air, 2), round(high + air, 2)
