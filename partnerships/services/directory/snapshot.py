"""The public partnerships of one language at one moment; changes give a new snapshot, readers keep theirs."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from django.utils import timezone

from partnerships.services.remembering import Remembered

from .gazetteer import Gazetteer, Names, written_words
from .masks import mask_of, union
from .orders import moved, sorted_rows
from .rows import FACETS, PLACE, Label, PlaceRow, Read, Row

# So many beginnings of words are remembered: people type the same ones.
REMEMBERED = 256


@dataclass(frozen=True)
class Snapshot:
    """Rows by number, and what finds them; `masks` are sets of row numbers by facet and value.

    `version` differs whenever what is shown may differ.
    """

    locale: str
    version: str = ""
    rows: list[Row | None] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    alive: int = 0
    masks: dict[str, dict[str, int]] = field(default_factory=dict)
    orders: dict[str, list[int]] = field(default_factory=lambda: sorted_rows(()))
    rows_at: dict[str, frozenset[int]] = field(default_factory=dict)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    labels: dict[tuple[str, str], Label] = field(default_factory=dict)
    countries: dict[str, Label] = field(default_factory=dict)
    # Tells this snapshot from any other in this process.
    token: int = field(default_factory=count().__next__, compare=False)
    _remembered: Remembered[str, int] = field(default_factory=lambda: Remembered(REMEMBERED), compare=False)

    @classmethod
    def of(
        cls, locale: str, items: Iterable[Read], names: Mapping[str, Names], countries: Mapping[str, Label]
    ) -> "Snapshot":
        """Everything read anew."""
        rows: list[Row | None] = []
        places: dict[str, PlaceRow] = {}
        labels: dict[tuple[str, str], Label] = {}
        for item in items:
            rows.append(item.row)
            places.update((place.key, place) for place in item.places)
            labels.update(item.labels)
        return cls(
            locale=locale,
            rows=rows,
            numbers={row.page_id: number for number, row in enumerate(rows) if row},
            alive=(1 << len(rows)) - 1,
            masks=_masks(rows),
            orders=sorted_rows(rows),
            rows_at=_rows_at(rows),
            gazetteer=Gazetteer().with_places(places, names, set()),
            labels=labels,
            countries=dict(countries),
        )

    def changed(self, items: Mapping[int, Read | None], names: Mapping[str, Names]) -> "Snapshot":
        """With these pages read anew (None: gone) and these places' names."""
        rows, numbers, touched = list(self.rows), dict(self.numbers), set()
        for page_id, item in items.items():
            number = numbers.get(page_id)
            if number is None and item is not None:
                number = numbers[page_id] = len(rows)
                rows.append(None)
            if number is not None:
                rows[number] = item.row if item else None
                touched.add(number)
            if item is None:
                numbers.pop(page_id, None)
        rows_at = self._rows_at_after(rows, touched)
        shown = [item for item in items.values() if item]
        gone = {key for key in self.rows_at if key not in rows_at}
        return Snapshot(
            locale=self.locale,
            rows=rows,
            numbers=numbers,
            alive=_replaced(self.alive, touched, (number for number in touched if rows[number])),
            masks=self._masks_after(rows, touched),
            orders=moved(self.orders, self.rows, rows, touched),
            rows_at=rows_at,
            gazetteer=self.gazetteer.with_places(
                {place.key: place for item in shown for place in item.places}, names, gone
            ),
            labels={**self.labels, **{key: label for item in shown for key, label in item.labels.items()}},
            countries=self.countries,
        )

    def visible(self, now: datetime.datetime) -> int:
        """The rows that readers may see at this moment."""
        if not self._timed:
            return self.alive
        hidden = mask_of((number for number in self._timed if not self.rows[number].is_visible(now)), len(self.rows))
        return self.alive & ~hidden

    def numbers_of(self, page_ids: Iterable[int]) -> Iterable[int]:
        """The numbers of those pages that are here, in the same order."""
        return (self.numbers[page_id] for page_id in page_ids if page_id in self.numbers)

    def at(self, places: Iterable[str]) -> int:
        """The rows with one of these places."""
        return mask_of((number for key in places for number in self.rows_at.get(key, ())), len(self.rows))

    def count_at(self, place: str, visible: int) -> int:
        """How many of the visible rows have the place."""
        if visible == self.alive:
            return len(self.rows_at.get(place, ()))
        return (self.at([place]) & visible).bit_count()

    def matching(self, text: str) -> int:
        """The rows in which every word of the text begins a word of some name of some place; all without a word."""
        found = self.alive
        for word in written_words(text):
            found &= self._with_word(word)
        return found

    def values(self, facet: str, chosen: Iterable[str]) -> int:
        """The rows with one of these values."""
        if facet == PLACE:
            return self.at(chosen)
        known = self.masks.get(facet, {})
        return union(known.get(value, 0) for value in chosen)

    def shows(self, facet: str, value: str) -> bool:
        """Whether a row that readers may see now has the value."""
        found = self.values(facet, (value,))
        return bool(found & self._untimed or found & self.visible(timezone.now()))

    def name_of(self, facet: str, value: str) -> Label:
        """What a country, region, topic or place is called; the value itself where readers see nothing of it."""
        if facet == "country":
            found = self.countries.get(value)
        elif not self.shows(facet, value):
            found = None
        elif facet == PLACE:
            found = self.gazetteer.places[value].name if value in self.gazetteer.places else None
        else:
            found = self.labels.get((facet, value))
        return found or Label(value, "")

    @cached_property
    def weightiest(self) -> list[str]:
        """All places, those with most partnerships first."""
        return sorted(self.rows_at, key=lambda key: (len(self.rows_at[key]), key), reverse=True)

    @cached_property
    def countries_of_regions(self) -> dict[str, str]:
        """The country of each region."""
        return {place.region: place.country for place in self.gazetteer.places.values() if place.region}

    @cached_property
    def _timed(self) -> tuple[int, ...]:
        return tuple(number for number, row in enumerate(self.rows) if row and (row.visible_from or row.expires_at))

    @cached_property
    def _untimed(self) -> int:
        return self.alive & ~mask_of(self._timed, len(self.rows))

    def _with_word(self, word: str) -> int:
        return self._remembered.once(word, lambda: self.at(self.gazetteer.beginning_with(word)))

    def _masks_after(self, rows: list[Row | None], touched: set[int]) -> dict[str, dict[str, int]]:
        result = {}
        for facet in FACETS:
            known = dict(self.masks[facet])
            removed = _numbers_by_value(self.rows, facet, (number for number in touched if number < len(self.rows)))
            added = _numbers_by_value(rows, facet, touched)
            for value in {*removed, *added}:
                known[value] = _replaced(known.get(value, 0), removed.get(value, ()), added.get(value, ()))
            result[facet] = {value: mask for value, mask in known.items() if mask}
        return result

    def _rows_at_after(self, rows: list[Row | None], touched: set[int]) -> dict[str, frozenset[int]]:
        known = dict(self.rows_at)
        before = {key for number in touched if number < len(self.rows) for key in _places(self.rows[number])}
        for key in before:
            known[key] -= touched
        for number in touched:
            for key in _places(rows[number]):
                known[key] = known.get(key, frozenset()) | {number}
        return {key: numbers for key, numbers in known.items() if numbers} if before else known


def _places(row: Row | None) -> tuple[str, ...]:
    return row.places if row else ()


def _masks(rows: list[Row | None]) -> dict[str, dict[str, int]]:
    found = {facet: _numbers_by_value(rows, facet, range(len(rows))) for facet in FACETS}
    return {
        facet: {value: mask_of(numbers, len(rows)) for value, numbers in values.items()}
        for facet, values in found.items()
    }


def _numbers_by_value(rows: list[Row | None], facet: str, numbers: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number in numbers:
        row = rows[number]
        for value in row.facets[facet] if row else ():
            found.setdefault(value, []).append(number)
    return found


def _rows_at(rows: list[Row | None]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for key in _places(row):
            found.setdefault(key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _replaced(mask: int, removed: Iterable[int], added: Iterable[int]) -> int:
    out, new = list(removed), list(added)
    size = max([0, *out, *new]) + 1
    return mask & ~mask_of(out, size) | mask_of(new, size)
