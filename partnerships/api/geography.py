"""Partnerships and places as GeoJSON."""

import datetime
from itertools import islice
from typing import Any, Literal

from django.utils import timezone
from pydantic import Field

from cms.schemas.base import Schema
from partnerships.schemas import PARTIAL
from partnerships.services.directory.points import located
from partnerships.services.directory.searching import Selection
from partnerships.services.exporting.files import credits_of
from partnerships.services.exporting.geojson import features

MOST_LINES = 10_000


class Line(Schema):
    """From place to place."""

    type: Literal["LineString"] = "LineString"
    coordinates: list[list[float]] = Field(description="Longitude, latitude.")


class Point(Schema):
    """Where a place is."""

    type: Literal["Point"] = "Point"
    coordinates: list[float] = Field(description="Longitude, latitude.")


class LineProperties(Schema):
    """What a map shows of a partnership."""

    kind: str
    title: str
    url: str
    places: list[str] = Field(description="Keys of the places in their order.")
    state: str
    state_as_of: str = Field(description=f"Of when the evidence is: {PARTIAL}")
    since: str
    distance_km: int | None
    licence: str = Field(description="Of the record.")
    sources: list[str] = Field(description="Addresses, or descriptions of sources without one.")


class PointProperties(Schema):
    """What a map shows of a place."""

    title: str
    key: str
    url: str
    level: str
    region: str = Field(description="May be empty.")
    country: str
    population: int | None
    attribution: str = Field(description="Of position and population.")


class LineFeature(Schema):
    """One partnership."""

    type: Literal["Feature"] = "Feature"
    id: str = Field(description="partnership-<id>.", pattern="^partnership-")
    geometry: Line | None = Field(description="Null where fewer than two places have a position.")
    properties: LineProperties


class PointFeature(Schema):
    """One place, once in a collection."""

    type: Literal["Feature"] = "Feature"
    id: str = Field(description="place-<key>.", pattern="^place-")
    geometry: Point | None
    properties: PointProperties


class FeatureCollection(Schema):
    """Partnerships in the order of their names, each followed by its places as far as they are new."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    total: int = Field(description="How many partnerships the filters leave.")
    as_of: datetime.date
    attribution: str
    truncated: bool = Field(description=f"Whether only the first {MOST_LINES} are there; narrow the filters down then.")
    features: list[LineFeature | PointFeature]


def feature_collection(selection: Selection) -> dict[str, Any]:
    """The first MOST_LINES partnerships with their places, as GeoJSON; words in the active language."""
    return {
        "type": "FeatureCollection",
        "total": selection.total,
        "as_of": timezone.localdate().isoformat(),
        **credits_of(),
        "truncated": selection.total > MOST_LINES,
        "features": list(features(islice(located(selection), MOST_LINES), selection.snapshot)),
    }
