"""The selected partnerships as the map wants them."""

from collections.abc import Iterable

from partnerships.services.drawing.shapes import MapPair, MapPlace

from .points import Located
from .rows import PlaceRow


def map_pairs(found: Iterable[Located]) -> list[MapPair]:
    """The first place of each stands on side A, the others on side B."""
    starts: dict[str, MapPlace] = {}
    others: dict[str, MapPlace] = {}
    pairs = []
    for row, places in found:
        sides = []
        known, side = starts, "a"
        for place in places:
            end = known.get(place.key)
            if end is None:
                end = known[place.key] = _end(place, side)
            sides.append(end)
            known, side = others, "b"
        pairs.append(MapPair(str(row.page_id), row.title, row.url, row.state, tuple(sides)))
    return pairs


def _end(place: PlaceRow, side: str) -> MapPlace:
    return MapPlace(place.key, place.name.text, place.url, place.latitude, place.longitude, side, place.population or 0)
