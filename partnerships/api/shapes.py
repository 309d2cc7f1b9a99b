"""Shapes of answers that are not content items."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Literal

from pydantic import Field

from cms.schemas.base import Schema
from cms.schemas.entities import EntityName, Place
from partnerships.models import RelationKind, State
from partnerships.schemas import PartnershipCard
from partnerships.services.directory.points import Located
from partnerships.services.directory.rows import FACETS
from partnerships.services.directory.searching import Selection

MOST_FEATURES = 10_000
COORDINATES = "Coordinates: GeoNames, CC BY 4.0"
NAMED = ("country", "region", "topic")
LABELS: Mapping[str, Mapping[str, Any]] = {
    "state": {state.value: state.label for state in State},
    "kind": {kind.value: kind.label for kind in RelationKind},
}


class PartnershipList(Schema):
    """One page of a list of partnerships."""

    items: list[PartnershipCard]
    next_cursor: str | None = Field(description="Give it as cursor to get the next page; null at the end.")
    total: int = Field(description="How many partnerships the filters leave.")


class FacetValue(Schema):
    """One value of a facet."""

    value: str
    label: str = Field(description="In the language asked for where there is one; else the value.")
    count: int = Field(description="How many partnerships it would show beside the other filters.")
    country: str = Field(default="", description="Of regions: the country they lie in.")


class FacetCounts(Schema):
    """The values of each facet, the most frequent first."""

    total: int = Field(description="How many partnerships the filters leave.")
    facets: dict[str, list[FacetValue]] = Field(description=f"By facet: {', '.join(FACETS)}.")


class Line(Schema):
    """From place to place."""

    type: Literal["LineString"] = "LineString"
    coordinates: list[list[float]] = Field(description="Longitude, latitude.")


class FeatureProperties(Schema):
    """What a map shows of a partnership."""

    title: str
    url: str
    state: str
    kind: str
    since: str
    places: list[str] = Field(description="Keys of the places in their order.")


class Feature(Schema):
    """One partnership."""

    type: Literal["Feature"] = "Feature"
    id: int
    geometry: Line
    properties: FeatureProperties


class FeatureCollection(Schema):
    """Partnerships whose places have coordinates."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    attribution: str
    truncated: bool = Field(description=f"Whether there are more than {MOST_FEATURES}; narrow the filters down then.")
    features: list[Feature]


class StatisticsShape(Schema):
    """Numbers of a day; regions, topics and levels count a partnership under each of its values."""

    day: datetime.date
    total: int
    places: int = Field(description="How many places take part.")
    states: dict[str, int]
    kinds: dict[str, int]
    topics: dict[str, int]
    decades: dict[str, int]
    levels: dict[str, int]
    countries: dict[str, int]
    regions: dict[str, dict[str, int]] = Field(description="By country.")


class ChangedPage(Schema):
    """A page that readers see differently since a moment."""

    id: int
    type: str
    locale: str
    translation_key: uuid.UUID
    url: str
    changed_at: datetime.datetime
    gone: bool = Field(description="Withdrawn or expired.")


class ChangeList(Schema):
    """One page of changes, the oldest first."""

    items: list[ChangedPage]
    next_cursor: str | None = Field(description="Give it as cursor to get the next page; null at the end.")
    until: datetime.datetime = Field(
        description="Give it as since of the next round: what is still being written comes then, some changes twice."
    )


class NameShape(Schema):
    """One name."""

    language: str
    kind: Literal["official", "alias", "former"]
    text: str
    valid_from: str = Field(description="Year or ISO date; may be empty.")
    valid_to: str = Field(description="Year or ISO date; may be empty.")


class PlaceItem(Place):
    """A place that has partnerships."""

    region: EntityName | None
    population: int | None
    partnerships: int = Field(description="How many public partnerships it has.")
    url: str = Field(description="Of its page.")


class PlaceList(Schema):
    """Places in the order of their names."""

    items: list[PlaceItem]


class PlaceRecord(PlaceItem):
    """A place with all its names."""

    population_year: int | None
    population_source: str
    website: str
    geonames_id: int | None
    wikidata_id: str
    names: list[NameShape]


class RegionItem(EntityName):
    """A region in which places have partnerships."""

    country: str = Field(description="ISO 3166-1 code.")
    partnerships: int
    url: str = Field(description="Of its page.")


class RegionList(Schema):
    """Regions by number of partnerships, then name."""

    items: list[RegionItem]


class RegionRecord(RegionItem):
    """A region with all its names."""

    kind: str
    wikidata_id: str
    names: list[NameShape]


def facet_counts(selection: Selection) -> FacetCounts:
    """The counts of a selection with their labels."""
    facets = {
        facet: [
            FacetValue(
                value=value,
                label=_label(selection, facet, value),
                count=count,
                country=_country(selection, facet, value),
            )
            for value, count in counts.items()
        ]
        for facet, counts in selection.counts().items()
    }
    return FacetCounts(total=selection.total, facets=facets)


def _label(selection: Selection, facet: str, value: str) -> str:
    if facet in NAMED:
        return selection.snapshot.name_of(facet, value).text
    return str(LABELS.get(facet, {}).get(value, value))


def _country(selection: Selection, facet: str, value: str) -> str:
    return selection.country_of(value) if facet == "region" else ""


def feature_collection(found: Iterable[Located]) -> dict[str, Any]:
    """The first MOST_FEATURES partnerships that can be drawn, as GeoJSON."""
    drawable = (each for each in found if all(place.latitude is not None for place in each.places))
    features = [_feature(each) for each in islice(drawable, MOST_FEATURES + 1)]
    return {
        "type": "FeatureCollection",
        "attribution": COORDINATES,
        "truncated": len(features) > MOST_FEATURES,
        "features": features[:MOST_FEATURES],
    }


def _feature(each: Located) -> dict[str, Any]:
    row, places = each
    return {
        "type": "Feature",
        "id": row.page_id,
        "geometry": {
            "type": "LineString",
            "coordinates": [[place.longitude, place.latitude] for place in places],
        },
        "properties": {
            "title": row.title,
            "url": row.url,
            "state": row.state,
            "kind": row.kind,
            "since": row.since,
            "places": list(row.places),
        },
    }
