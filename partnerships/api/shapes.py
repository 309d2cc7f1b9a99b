"""Shapes of answers that are not content items."""

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from cms.schemas.base import Schema
from cms.schemas.entities import EntityName, NameShape, Place
from partnerships.models import RelationKind, State
from partnerships.schemas import PartnershipCard
from partnerships.services.directory.rows import FACETS
from partnerships.services.directory.searching import Selection

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


class PlaceItem(Place):
    """A place that has partnerships."""

    region: EntityName | None
    population: int | None
    partnerships: int = Field(description="How many public partnerships it has.")
    url: str = Field(description="Of its page.")


class PlaceList(Schema):
    """One page of places in the order of their names."""

    items: list[PlaceItem]
    next_cursor: str | None = Field(description="Give it as cursor to get the next page; null at the end.")


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
