"""Partnerships as features of GeoJSON (RFC 7946), the same in files and in the API."""

from collections.abc import Iterable, Iterator
from typing import Any

from cms.content_store.presenters import absolute
from partnerships.services.directory.points import Located
from partnerships.services.directory.rows import PlaceRow, Row
from partnerships.services.directory.snapshot import Snapshot

from .columns import ATTRIBUTION

Feature = dict[str, Any]


def features(found: Iterable[Located], snapshot: Snapshot) -> Iterator[Feature]:
    """A line per partnership and a point per place, which comes once, with the first line that ends there.

    What has no position has no geometry.
    """
    seen: set[str] = set()
    regions: dict[str, str] = {"": ""}
    for row, places in found:
        yield _line(row, places)
        for place in places:
            if place.key in seen:
                continue
            seen.add(place.key)
            if place.region not in regions:
                regions[place.region] = snapshot.name_of("region", place.region).text
            yield _point(place, regions[place.region])


def _line(row: Row, places: Iterable[PlaceRow]) -> Feature:
    known = [position for place in places if (position := _position(place))]
    properties = {
        "kind": row.kind,
        "title": row.title,
        "url": absolute(row.url),
        "places": list(row.places),
        "state": row.state,
        "state_as_of": row.state_as_of,
        "since": row.since,
        "distance_km": row.distance,
        "licence": row.licence,
        "sources": list(row.sources),
    }
    geometry = {"type": "LineString", "coordinates": known} if len(known) > 1 else None
    return {"type": "Feature", "id": f"partnership-{row.page_id}", "geometry": geometry, "properties": properties}


def _point(place: PlaceRow, region: str) -> Feature:
    position = _position(place)
    properties = {
        "title": place.name.text,
        "key": place.key,
        "url": absolute(place.url),
        "level": place.kind,
        "region": region,
        "country": place.country,
        "population": place.population,
        "attribution": ATTRIBUTION,
    }
    geometry = {"type": "Point", "coordinates": position} if position else None
    return {"type": "Feature", "id": f"place-{place.key}", "geometry": geometry, "properties": properties}


def _position(place: PlaceRow) -> list[float] | None:
    """Longitude first, as GeoJSON has it."""
    if place.latitude is None or place.longitude is None:
        return None
    return [place.longitude, place.latitude]
