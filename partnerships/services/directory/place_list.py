"""The places that have public partnerships, in the order of their names, page by page."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.utils import timezone

from cms.content_store.services.listing import InvalidCursor

from .gazetteer import PlaceKey, written_words
from .rows import PlaceRow
from .snapshot import Snapshot


@dataclass(frozen=True)
class PlaceQuery:
    """Places with a name that has words beginning like those of the text, of one country or ("") of all."""

    text: str
    country: str
    limit: int
    cursor: str | None


class PlacePage(NamedTuple):
    """Places, each with its number of partnerships, and the cursor of what follows; None at the end."""

    places: list[tuple[PlaceRow, int]]
    next_cursor: str | None


def listed(snapshot: Snapshot, query: PlaceQuery) -> PlacePage:
    """One page; raises InvalidCursor."""
    visible = snapshot.visible(timezone.now())
    found = list(islice(_places(snapshot, query, visible), query.limit + 1))
    last = found[query.limit - 1][0] if len(found) > query.limit else None
    return PlacePage(found[: query.limit], f"{last.sort_key.hex()}~{last.key}" if last else None)


def _places(snapshot: Snapshot, query: PlaceQuery, visible: int) -> Iterator[tuple[PlaceRow, int]]:
    order = _order(snapshot, query.text)
    start = bisect_right(order, _parsed(query.cursor)) if query.cursor else 0
    for _sort_key, key in islice(order, start, None):
        place = snapshot.gazetteer.places[key]
        if query.country in ("", place.country) and (count := snapshot.count_at(key, visible)):
            yield place, count


def _order(snapshot: Snapshot, text: str) -> list[PlaceKey]:
    words = written_words(text)
    if not words:
        return snapshot.gazetteer.order
    places = snapshot.gazetteer.places
    keys = set.intersection(*(snapshot.gazetteer.beginning_with(word) for word in words))
    return sorted((places[key].sort_key, key) for key in keys)


def _parsed(cursor: str) -> PlaceKey:
    sort_key, separator, key = cursor.partition("~")
    try:
        found = bytes.fromhex(sort_key)
    except ValueError as error:
        raise InvalidCursor(cursor) from error
    if not separator or not found:
        raise InvalidCursor(cursor)
    return found, key
