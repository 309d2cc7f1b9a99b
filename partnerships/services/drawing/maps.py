"""The map of partnerships: `draw_map` for many, `draw_strip` for one."""

from collections.abc import Iterable, Sequence

from partnerships.models import State

from .arcs import HIGHEST_BOW, MOST_ARCS, apex, bundled, drawn
from .coastline import land_path
from .crowding import Cluster, Spot, clustered, gathered_spots
from .marks import ZoomUrl, marks_of
from .projection import projection_for, unwrapped
from .shapes import Bounds, Drawing, MapPair, Point, Sheet, StateCount
from .survey import Join, Survey, surveyed
from .viewport import NARROW, STRIP_NARROW, STRIP_WIDE, WIDE, Format, Frame, fit, outline

# Shown where no pair has a place: Germany to the Urals.
EMPTY = Bounds(5, 47, 60, 62)
# Where there are more arcs, they are seen well enough in the frame of their places.
MOST_BOWS = 60
# Ends beyond the sheet's edge are told apart by this many units only.
BEYOND = 80.0
# Places nearer than this part of the distance between two marks are one from the start.
GRAIN = 0.2


def draw_map(
    pairs: Iterable[MapPair], zoom_url: ZoomUrl, *, bounds: Bounds | None = None, identity: str = "map"
) -> Drawing:
    """The map of these pairs, or the part of it within `bounds`; `zoom_url` gives the address of an enlarged part.

    `identity` begins the ids in the markup: another one for each map on a page.
    """
    return draw_survey(surveyed(pairs), zoom_url, bounds=bounds, identity=identity)


def draw_survey(survey: Survey, zoom_url: ZoomUrl, *, bounds: Bounds | None, identity: str) -> Drawing:
    """The same of pairs that have been surveyed before, for another part of the map."""
    return composed(survey, zoom_url, bounds, identity, (WIDE, NARROW))


def draw_strip(pair: MapPair, *, identity: str = "strip") -> Drawing:
    """The places of one pair and the arc between them, low and wide."""
    return composed(surveyed([pair]), lambda _: pair.url, None, identity, (STRIP_WIDE, STRIP_NARROW))


def composed(
    survey: Survey, zoom_url: ZoomUrl, bounds: Bounds | None, identity: str, formats: Sequence[Format]
) -> Drawing:
    """The drawing with a sheet for each format."""
    seen = framed(survey.degrees, bounds)
    longitudes, latitudes = [degree[0] for degree in seen], [degree[1] for degree in seen]
    projection = projection_for(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    points = projection.project(survey.degrees)
    corners = points if seen is survey.degrees else projection.project(seen)
    bows = survey.joins if bounds is None and len(survey.joins) <= MOST_BOWS else []
    frames = [with_bows(fit(projection, corners, form), corners, bows) for form in formats]
    grain = GRAIN * min(frame.format.apart / frame.scale for frame in frames)
    near = range(len(points)) if bounds is None else within(points, frames)
    spots, owner = gathered_spots(survey.places, survey.pairs_at, points, grain, near)
    counts = survey.states
    return Drawing(
        identity=identity,
        sheets=tuple(sheet_of(survey, points, spots, owner, frame, zoom_url) for frame in frames),
        states=tuple(StateCount(state.value, str(state.label), counts[state]) for state in State if counts[state]),
        pairs=counts.total(),
        left_out=tuple(survey.left_out.values()),
        pairs_left_out=survey.pairs_left_out,
        squeezed=projection.squeeze,
        zoomed=bounds is not None,
    )


def with_bows(frame: Frame, points: Sequence[tuple[float, float]], joins: Sequence[Join]) -> Frame:
    """The frame widened until the arcs, which rise above their places, are seen whole."""
    highest = HIGHEST_BOW / frame.scale
    tops = [apex(Point(*points[join.first]), Point(*points[join.second]), highest) for join in joins]
    return fit(frame.projection, [*points, *tops], frame.format) if tops else frame


def framed(degrees: list[tuple[float, float]], bounds: Bounds | None) -> list[tuple[float, float]]:
    """The (unwrapped) degrees that must be seen."""
    if bounds is None:
        return degrees or outline(EMPTY)
    west, east = unwrapped(bounds.west), unwrapped(bounds.east)
    return outline(Bounds(west, max(bounds.south, -60.0), east if east > west else east + 360, min(bounds.north, 85.0)))


def within(points: Sequence[tuple[float, float]], frames: Sequence[Frame]) -> list[int]:
    """The numbers of the points of the plane that some frame may show."""
    lefts, tops, rights, bottoms = zip(*(frame.edges for frame in frames), strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    return [number for number, (x, y) in enumerate(points) if left <= x <= right and top <= y <= bottom]


def sheet_of(
    survey: Survey,
    places: Sequence[tuple[float, float]],
    spots: Sequence[Spot],
    owner: Sequence[int],
    frame: Frame,
    zoom_url: ZoomUrl,
) -> Sheet:
    """One sheet: marks for the places on it, arcs between them and out of it."""
    form = frame.format
    points = frame.place(spot.point for spot in spots)
    held = frame.held(points)
    clusters = clustered([spots[number] for number in held], [points[number] for number in held], form.apart)
    nodes, node_of = noded(clusters, spots, owner, places, frame)
    bundles, inside, outside = bundled(survey.joins, node_of, len(clusters))
    return Sheet(
        name=form.name,
        width=form.width,
        height=frame.height,
        line=form.line,
        land=land_path(frame),
        arcs=drawn(bundles, nodes, len(clusters), form),
        marks=marks_of(clusters, frame, zoom_url),
        pairs=len(survey.joins),
        within=inside,
        thin=sum(bundle.pairs for bundle in bundles[MOST_ARCS:]),
        outside=outside,
    )


def noded(
    clusters: Sequence[Cluster],
    spots: Sequence[Spot],
    owner: Sequence[int],
    places: Sequence[tuple[float, float]],
    frame: Frame,
) -> tuple[list[Point], list[int]]:
    """Where arcs end, first in each cluster, then beyond the edge; and for each place the number of its node.

    Beyond the edge that is the middle of a coarse cell.
    """
    nodes = [cluster.point for cluster in clusters]
    of_spot = {id(spot): number for number, cluster in enumerate(clusters) for spot in cluster.spots}
    # One more for the places without a spot, whose number is the last.
    known = [*(of_spot.get(id(spot)) for spot in spots), None]
    coarse = BEYOND / frame.scale
    exits: dict[tuple[float, float], int] = {}
    numbers = []
    for spot, (x, y) in zip(owner, places, strict=True):
        number = known[spot]
        if number is None:
            cell = (x - frame.left) // coarse, (y - frame.top) // coarse
            number = exits.setdefault(cell, len(nodes))
            if number == len(nodes):
                nodes.append(Point((cell[0] + 0.5) * BEYOND, (cell[1] + 0.5) * BEYOND))
        numbers.append(number)
    return nodes, numbers
