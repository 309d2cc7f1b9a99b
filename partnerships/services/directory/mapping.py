"""The selected partnerships as the map wants them."""

from collections.abc import Iterable

from partnerships.services.drawing.shapes import MapPair, MapPlace

from .points import Located
from .rows import PlaceRow


def map_pairs(found: Iterable[Located]) -> list[MapPair]:
    """The first place of each stands on side A, the others on side B."""
    ends: dict[tuple[str, bool], MapPlace] = {}
    pairs = []
    for row, places in found:
        sides = []
        for position, place in enumerate(places):
            identity = (place.key, position == 0)
            if identity not in ends:
                ends[identity] = _end(place, "b" if position else "a")
            sides.append(ends[identity])
        pairs.append(MapPair(str(row.page_id), row.title, row.url, row.state, tuple(sides)))
    return pairs


def _end(place: PlaceRow, side: str) -> MapPlace:
    return MapPlace(place.key, place.name.text, place.url, place.latitude, place.longitude, side, place.population or 0)
