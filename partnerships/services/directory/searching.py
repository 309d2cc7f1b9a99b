"""Answers from a snapshot: selection, counts and the page of results."""

from collections.abc import Iterator

from django.utils import timezone

from search.services.selecting import Selected
from search.services.selecting import select as found_by

from .freshness import TYPE, current
from .masks import cut, mask_of
from .orders import RELEVANCE
from .query import Bounds, DirectoryQuery, DirectoryResult, Facets
from .ranges import within
from .rows import FACETS, Row
from .snapshot import Snapshot

REGION = "region"

# A choice: the facet, and the country where the facet is the region of one side.
Choice = tuple[str, str]


class Selection:
    """The rows of a snapshot that a query selects, as a whole and without one choice; read at one moment.

    `found` is what the search finds for the query's text, None where there is none.
    """

    def __init__(self, snapshot: Snapshot, query: DirectoryQuery, found: Selected | None = None) -> None:
        self.snapshot = snapshot
        self.query = query
        self.found = found
        self.base = snapshot.visible(timezone.now())
        if found is not None:
            self.base &= mask_of(snapshot.numbers_of(found.page_ids), len(snapshot.rows))
        if query.bounds is not None:
            self.base &= snapshot.at(_places_within(snapshot, query.bounds))
        for name, limits in query.ranges.items():
            self.base &= within(snapshot, name, limits)
        self._choices = dict(self._chosen())
        self.mask = self.without(None)

    def without(self, choice: Choice | None) -> int:
        """What is selected when this choice is not made."""
        mask = self.base
        for other, rows in self._choices.items():
            if other != choice:
                mask &= rows
        return mask

    def counts(self) -> dict[str, dict[str, int]]:
        """Per facet its values that the other choices leave, the most frequent first, chosen ones always."""
        return {facet: self._counts(facet) for facet in FACETS}

    def narrowed(self, facet: str, value: str) -> Facets | None:
        """The facets by which exactly the selected rows with the value are selected; None where none can.

        Values of one choice are alternatives, so that one beside those that are chosen cannot be asked for.
        """
        chosen = self.query.facets.get(facet, ())
        country = self.country_of(value)
        alike = [other for other in chosen if facet != REGION or self.country_of(other) == country]
        if alike and value not in alike:
            return None
        kept = tuple(other for other in chosen if other not in alike)
        return {**self.query.facets, facet: (*kept, value)}

    def rows(self, start: int = 0, stop: int | None = None) -> list[Row]:
        """The selected rows in the query's order."""
        return [self.snapshot.rows[number] for number in cut(self.order, self.mask, start, stop)]

    @property
    def order(self) -> list[int]:
        """All rows, or what the text has found, in the query's order."""
        if self.query.ordering == RELEVANCE:
            return list(self.snapshot.numbers_of(self.found.page_ids if self.found else ()))
        return self.snapshot.orders[self.query.ordering]

    @property
    def text(self) -> str:
        """What was searched: as it was typed, or with misspelt words replaced."""
        return (self.found and self.found.corrected) or self.query.text

    @property
    def total(self) -> int:
        return self.mask.bit_count()

    def country_of(self, region: str) -> str:
        """The country a region lies in; "" of one that is not known."""
        return self.snapshot.countries_of_regions.get(region, "")

    def _chosen(self) -> Iterator[tuple[Choice, int]]:
        for facet, values in self.query.facets.items():
            if not values:
                continue
            if facet != REGION:
                yield (facet, ""), self.snapshot.values(facet, values)
                continue
            for country in dict.fromkeys(self.country_of(value) for value in values):
                own = [value for value in values if self.country_of(value) == country]
                yield (facet, country), self.snapshot.values(facet, own)

    def _counts(self, facet: str) -> dict[str, int]:
        masks = self.snapshot.masks[facet]
        chosen = self.query.facets.get(facet, ())
        remembered: dict[Choice, int] = {}
        found = {}
        for value in dict.fromkeys((*masks, *chosen)):
            choice = (facet, self.country_of(value) if facet == REGION else "")
            if choice not in remembered:
                remembered[choice] = self.without(choice)
            count = (masks.get(value, 0) & remembered[choice]).bit_count()
            if count or value in chosen:
                found[value] = count
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def select(query: DirectoryQuery) -> Selection:
    """The selection from what is public now; one query of the database, and those of the search for a text."""
    return Selection(current(query.locale), query, _found(query))


def _found(query: DirectoryQuery) -> Selected | None:
    if not query.text:
        return None
    # What the directory orders itself needs no rank.
    order = "relevance" if query.ordering == RELEVANCE else "-date"
    return found_by(query.text, query.locale, TYPE, order, as_typed=query.as_typed)


def find(query: DirectoryQuery) -> DirectoryResult:
    """One page of partnerships with totals and counts; a page beyond the last gives the last."""
    return result_of(select(query))


def result_of(selection: Selection) -> DirectoryResult:
    """The page of a selection."""
    size = selection.query.page_size
    pages = max(1, -(-selection.total // size))
    page = min(max(1, selection.query.page), pages)
    rows = selection.rows((page - 1) * size, page * size)
    return DirectoryResult([row.page_id for row in rows], selection.total, page, pages, selection.counts())


def page_ids(query: DirectoryQuery) -> list[int]:
    """All partnerships of the query in its order."""
    return [row.page_id for row in select(query).rows()]


def _places_within(snapshot: Snapshot, bounds: Bounds) -> Iterator[str]:
    west, south, east, north = bounds
    for place in snapshot.gazetteer.places.values():
        if place.latitude is None or place.longitude is None or not south <= place.latitude <= north:
            continue
        before_east, behind_west = place.longitude <= east, place.longitude >= west
        if (before_east or behind_west) if west > east else (before_east and behind_west):
            yield place.key
