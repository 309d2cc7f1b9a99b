"""The numbers of a selection, computed when they are asked for and dated by the day of asking."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from .query import DirectoryQuery
from .rows import UNKNOWN, Label
from .searching import REGION, Selection, select
from .snapshot import Snapshot


@dataclass(frozen=True)
class Statistics:
    """Totals of today by facet and value; regions apart for each country; `places` take part.

    Facets with several values (region, topic, level) count a partnership under each of them.
    """

    day: datetime.date
    total: int
    places: int
    states: Mapping[str, int]
    kinds: Mapping[str, int]
    topics: Mapping[str, int]
    decades: Mapping[str, int]
    levels: Mapping[str, int]
    countries: Mapping[str, int]
    regions: Mapping[str, Mapping[str, int]]
    selection: Selection

    @property
    def snapshot(self) -> Snapshot:
        """What was counted from."""
        return self.selection.snapshot

    def name_of(self, facet: str, value: str) -> Label:
        """What a region, topic or country is called; the value itself where nothing is known of it."""
        return self.snapshot.name_of(facet, value)


def statistics(locale: str, query: DirectoryQuery | None = None) -> Statistics:
    """The numbers of a query, or of everything that is public in a language; one query of the database."""
    return statistics_of(select(query or DirectoryQuery(locale)))


def statistics_of(selection: Selection) -> Statistics:
    """The numbers of a selection."""
    counted = {facet: _counted(selection, facet) for facet in selection.snapshot.masks}
    decades = counted["decade"]
    known = sorted(value for value in decades if value != UNKNOWN)
    return Statistics(
        day=timezone.localdate(),
        total=selection.total,
        places=_places(selection),
        states=counted["state"],
        kinds=counted["kind"],
        topics=counted["topic"],
        decades={value: decades[value] for value in (*known, *({UNKNOWN} & set(decades)))},
        levels=counted["level"],
        countries=counted["country"],
        regions=_by_country(selection, counted[REGION]),
        selection=selection,
    )


def _places(selection: Selection) -> int:
    if selection.mask == selection.snapshot.alive:
        return len(selection.snapshot.rows_at)
    return len({key for row in selection.rows() for key in row.places})


def _counted(selection: Selection, facet: str) -> dict[str, int]:
    """The most frequent first."""
    masks = selection.snapshot.masks[facet]
    found = ((value, (mask & selection.mask).bit_count()) for value, mask in masks.items())
    return dict(sorted(((value, count) for value, count in found if count), key=lambda pair: (-pair[1], pair[0])))


def _by_country(selection: Selection, regions: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for value, count in regions.items():
        found.setdefault(selection.country_of(value), {})[value] = count
    return dict(sorted(found.items()))
