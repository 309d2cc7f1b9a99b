"""The map of partnerships: `draw_map` for many, `draw_strip` for one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from partnerships.models import State

from .arcs import MOST_ARCS, Line, bundled, drawn
from .coastline import land_path
from .crowding import Spot, clustered, gathered_spots
from .marks import ZoomUrl, marks_of
from .projection import projection_for, unwrapped
from .shapes import Bounds, Drawing, MapPair, Point, Sheet, StateCount
from .survey import Join, Survey, surveyed
from .viewport import NARROW, STRIP_NARROW, STRIP_WIDE, WIDE, Format, Frame, fit, outline

# Shown where no pair has a place: Germany to the Urals.
EMPTY = Bounds(5, 47, 60, 62)
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
    return composed(tuple(pairs), zoom_url, bounds, identity, (WIDE, NARROW))


def draw_strip(pair: MapPair, *, identity: str = "strip") -> Drawing:
    """The places of one pair and the arc between them, low and wide."""
    return composed((pair,), lambda _: pair.url, None, identity, (STRIP_WIDE, STRIP_NARROW))


def composed(
    pairs: Sequence[MapPair], zoom_url: ZoomUrl, bounds: Bounds | None, identity: str, formats: Sequence[Format]
) -> Drawing:
    """The drawing with a sheet for each format."""
    survey = surveyed(pairs)
    seen = framed(survey.degrees, bounds)
    longitudes, latitudes = [degree[0] for degree in seen], [degree[1] for degree in seen]
    projection = projection_for(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    points = projection.project(survey.degrees)
    corners = points if seen is survey.degrees else projection.project(seen)
    frames = [fit(projection, corners, form) for form in formats]
    grain = GRAIN * min(frame.format.apart / frame.scale for frame in frames)
    spots, owner = gathered_spots(survey.places, survey.pairs_at, points, grain)
    counts = Counter(pair.state for pair in pairs)
    return Drawing(
        identity=identity,
        sheets=tuple(sheet_of(survey, spots, owner, frame, zoom_url) for frame in frames),
        states=tuple(StateCount(state.value, str(state.label), counts[state]) for state in State if counts[state]),
        pairs=len(pairs),
        left_out=tuple(survey.left_out.values()),
        pairs_left_out=survey.pairs_left_out,
        squeezed=projection.squeeze,
        zoomed=bounds is not None,
    )


def framed(degrees: list[tuple[float, float]], bounds: Bounds | None) -> list[tuple[float, float]]:
    """The (unwrapped) degrees that must be seen."""
    if bounds is None:
        return degrees or outline(EMPTY)
    west, east = unwrapped(bounds.west), unwrapped(bounds.east)
    return outline(Bounds(west, max(bounds.south, -60.0), east if east > west else east + 360, min(bounds.north, 85.0)))


def sheet_of(survey: Survey, spots: Sequence[Spot], owner: Sequence[int], frame: Frame, zoom_url: ZoomUrl) -> Sheet:
    """One sheet: marks for the places on it, arcs between them and out of it."""
    form = frame.format
    on_sheet = frame.place([spot.point for spot in spots])
    shown = {
        number: Spot(point, spots[number].places, spots[number].pairs)
        for number, point in enumerate(on_sheet)
        if frame.holds(point)
    }
    clusters = clustered(list(shown.values()), form.apart)
    middles = {id(spot): cluster.point for cluster in clusters for spot in cluster.spots}
    ends = [middles[id(shown[number])] if number in shown else None for number in range(len(spots))]
    bundles, within, outside = bundled(lines(survey.joins, owner, ends, on_sheet))
    return Sheet(
        name=form.name,
        width=form.width,
        height=frame.height,
        line=form.line,
        land=land_path(frame),
        arcs=drawn(bundles, form.line),
        marks=marks_of(clusters, frame, zoom_url),
        pairs=len(survey.joins),
        within=within,
        thin=sum(bundle.pairs for bundle in bundles[MOST_ARCS:]),
        outside=outside,
    )


def lines(
    joins: Sequence[Join], owner: Sequence[int], ends: Sequence[Point | None], on_sheet: Sequence[Point]
) -> Iterator[Line | None]:
    """A line for each join, from mark to mark or out of the sheet; None where neither end is on it."""
    for first, second, state, a_first in joins:
        start, end = ends[owner[first]], ends[owner[second]]
        if start is not None and end is not None:
            yield Line(start, end, state, a_first, False)
        elif start is not None:
            yield Line(start, beyond(on_sheet[owner[second]]), state, a_first, True)
        elif end is not None:
            yield Line(beyond(on_sheet[owner[first]]), end, state, a_first, True)
        else:
            yield None


def beyond(point: Point) -> Point:
    """Where an arc to a place off the sheet ends: the middle of a coarse cell."""
    return Point(*((int(value // BEYOND) + 0.5) * BEYOND for value in point))
