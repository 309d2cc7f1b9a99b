"""One partnership and one place as the directory remembers them, read from a content item's card."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any, NamedTuple

from cms.content_store import collation
from partnerships.fields import earliest_day

# The value of the decade of a partnership whose beginning is not known.
UNKNOWN = "unknown"
FACETS = ("state", "region", "country", "kind", "topic", "decade", "level")
# Chosen from pages of places; too many of them to offer.
PLACE = "place"


class Label(NamedTuple):
    """What a value is called and in which language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as cards of the language show it; `region` may be ""."""

    key: str
    name: Label
    sort_key: bytes
    url: str
    kind: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A public partnership; days as ordinals, None where not known."""

    page_id: int
    title: str
    url: str
    sort_key: bytes
    places: tuple[str, ...]
    state: str
    state_as_of: str
    kind: str
    since: str
    since_day: int | None
    distance: int | None
    confirmed_day: int | None
    facets: Mapping[str, tuple[str, ...]]
    licence: str
    sources: tuple[str, ...]
    visible_from: datetime.datetime | None
    expires_at: datetime.datetime | None

    def is_visible(self, now: datetime.datetime) -> bool:
        """Whether neither its embargo nor its expiry hides it at this moment."""
        begun = self.visible_from is None or self.visible_from <= now
        return begun and (self.expires_at is None or self.expires_at > now)


@dataclass(frozen=True, slots=True)
class Read:
    """What one item tells: its row, its places, names of regions and topics by (facet, value)."""

    row: Row
    places: tuple[PlaceRow, ...]
    labels: Mapping[tuple[str, str], Label]


ITEM_FIELDS = ("page_id", "card", "sort_key", "visible_from", "expires_at")


def read_item(
    page_id: int,
    card: bytes,
    sort_key: bytes,
    visible_from: datetime.datetime | None,
    expires_at: datetime.datetime | None,
) -> Read:
    """An item by its ITEM_FIELDS."""
    data = json.loads(bytes(card))
    places = tuple(_place(side) for side in data["places"])
    first_day = earliest_day(data["since"])
    row = Row(
        page_id=page_id,
        title=data["title"],
        url=data["url"],
        sort_key=bytes(sort_key),
        places=tuple(place.key for place in places),
        state=data["status"]["state"],
        state_as_of=data["status"]["as_of"],
        kind=data["kind"],
        since=data["since"],
        since_day=first_day.toordinal() if first_day else None,
        distance=data["distance_km"],
        confirmed_day=_ordinal(data["confirmed_on"]),
        facets=_facets(data, places),
        licence=intern(data["licence"]),
        sources=tuple(source["url"] or source["label"] for source in data["sources"]),
        visible_from=visible_from,
        expires_at=expires_at,
    )
    return Read(row, places, _labels(data))


def _place(side: Mapping[str, Any]) -> PlaceRow:
    return PlaceRow(
        key=side["key"],
        name=Label(side["name"], side["language"]),
        sort_key=collation.sort_key(side["name"]),
        url=side["url"],
        kind=side["kind"],
        country=side["country"],
        region=side["region"]["key"] if side["region"] else "",
        latitude=side["latitude"],
        longitude=side["longitude"],
        population=side["population"],
    )


def _facets(data: Mapping[str, Any], places: tuple[PlaceRow, ...]) -> dict[str, tuple[str, ...]]:
    decade = f"{data['since'][:3]}0" if data["since"] else UNKNOWN
    return {
        "state": (data["status"]["state"],),
        "region": _distinct(place.region for place in places if place.region),
        "country": _distinct(place.country for place in places),
        "kind": (data["kind"],),
        "topic": _distinct(topic["key"] for topic in data["topics"]),
        "decade": (decade,),
        "level": _distinct(place.kind for place in places),
    }


def _labels(data: Mapping[str, Any]) -> dict[tuple[str, str], Label]:
    regions = [side["region"] for side in data["places"] if side["region"]]
    named = [*(("region", entity) for entity in regions), *(("topic", entity) for entity in data["topics"])]
    return {(facet, entity["key"]): Label(entity["name"], entity["language"]) for facet, entity in named}


def _distinct(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _ordinal(day: str | None) -> int | None:
    return datetime.date.fromisoformat(day).toordinal() if day else None
