"""The towns of the directory as they are compared: what their partnerships are about, and whom they have already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone

from partnerships.services.directory.freshness import current
from partnerships.services.directory.masks import in_order
from partnerships.services.directory.rows import PlaceRow, Row
from partnerships.services.directory.snapshot import Snapshot

from .matching import Municipality
from .sizes import size_of

REGION = "region"


@dataclass
class Town:
    """A place of the directory with its partners and the topics of its partnerships."""

    place: PlaceRow
    topics: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)

    def municipality(self) -> Municipality:
        """As it is compared; a region as a place has no size like a town's."""
        return Municipality(
            id=self.place.key,
            place=self.place.key,
            country=self.place.country,
            region=self.place.region,
            size=size_of(self.place.population) if self.place.kind != REGION else None,
            topics=frozenset(self.topics),
            partners=frozenset(self.partners),
        )


class Kept(NamedTuple):
    """The towns of one snapshot as far as it could be seen."""

    snapshot: Snapshot
    visible: int
    towns: Mapping[str, Town]


_kept: dict[str, Kept] = {}


def towns(locale: str) -> Mapping[str, Town]:
    """By key; one query for whether the directory has changed, and gathered anew only when it has."""
    snapshot = current(locale)
    visible = snapshot.visible(timezone.now())
    kept = _kept.get(locale)
    if kept is None or kept.snapshot is not snapshot or kept.visible != visible:
        kept = _kept[locale] = Kept(snapshot, visible, _gathered(snapshot, visible))
    return kept.towns


def _gathered(snapshot: Snapshot, visible: int) -> dict[str, Town]:
    found: dict[str, Town] = {}
    for row in _rows(snapshot, visible):
        for key in row.places:
            town = found.setdefault(key, Town(snapshot.gazetteer.places[key]))
            town.topics.update(row.facets["topic"])
            town.partners.update(other for other in row.places if other != key)
    return found


def _rows(snapshot: Snapshot, visible: int) -> Iterator[Row]:
    return (snapshot.rows[number] for number in in_order(range(len(snapshot.rows)), visible))
