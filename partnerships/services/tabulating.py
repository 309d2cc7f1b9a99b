"""Profiles as rows of the table that the import reads: what comes out goes in again unchanged."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, BinaryIO

from django.conf import settings

from cms.entities.models import NameKind, Place
from cms.tables import csv_lines, write_workbook
from partnerships.models import PartnershipPage, PartnershipPlace, StatusChange

from . import staff
from .histories import current_change
from .importing.columns import vocabulary

CHUNK = 200
IDENTITY, GEOGRAPHY = ("names", "kind", "region"), ("latitude", "longitude", "population", "geonames")
ROW_BEFORE, ROW_AFTER = ("since", "state", "note", "sources"), ("kind", "evidence", "as_of")
REST = ("starts", "decided_by", "continues", "condition", "state_sources", "licence", "key")

Value = str | int | float
Row = dict[str, Value]


def public() -> Any:
    """Public profiles in the source language."""
    return staff.public_profiles().filter(alias_of=None)


def table() -> tuple[list[str], Iterator[list[Value]]]:
    """Head and rows."""
    head = Head()
    names = [name for names in head.names.values() for name in names.values()]
    order = [*dict.fromkeys([*head.ordered(), *names])]
    return order, ([cells.get(name, "") for name in order] for cells in _rows(head))


def write_csv(target: BinaryIO) -> int:
    """UTF-8; returns the number of rows."""
    count = -1
    for line in csv_lines(*table()):
        target.write(line.encode())
        count += 1
    return count


def write_xlsx(target: BinaryIO) -> int:
    """A workbook of one sheet; returns the number of rows."""
    return write_workbook(target, "partnerships", *table())


class Head:
    """The names of the columns: places of one country by their own names, others by their number."""

    def __init__(self) -> None:
        self.names: dict[int, dict[str, str]] = {}
        countries: dict[int, set[str]] = {}
        sides = PartnershipPlace.objects.filter(page__in=public()).order_by("page", "sort_order")
        for _, places in groupby(sides.values_list("page", "place__country__code").iterator(), itemgetter(0)):
            for number, (_, code) in enumerate(places, 1):
                countries.setdefault(number, set()).add(code)
        for number in sorted({1, 2, *countries}):
            self.names[number] = _side_names(number, countries.get(number, set()))
        self.row = {field: words[0] for field, words in vocabulary()["row"].items()}

    def ordered(self) -> Iterator[str]:
        """Who with whom, since when, how it stands; then what is on the map; then what few need."""
        for fields, own in ((IDENTITY, ROW_BEFORE), (GEOGRAPHY, ROW_AFTER), ((), REST)):
            for names in self.names.values():
                wanted = [f"name_{code}" for code, _ in settings.LANGUAGES] if "names" in fields else []
                yield from (names[field] for field in [*wanted, *(field for field in fields if field != "names")])
            yield from (self.row[field] for field in own)


def _side_names(number: int, countries: set[str]) -> dict[str, str]:
    words = {field: names[0] for field, names in vocabulary()["side"].items()}
    own = next(
        (side for side in vocabulary()["sides"] if side["number"] == number and {side["country"]} == countries), None
    )
    prefix = own["names"][0] if own else f"place_{number}"
    exported: Mapping[str, str] = own["exported"] if own else {}
    found = {}
    for code, _ in settings.LANGUAGES:
        plain = "name" in exported and code == settings.LANGUAGE_CODE
        found[f"name_{code}"] = f"{prefix}_name" if plain else f"{prefix}_name_{code}"
    for field, word in words.items():
        if field not in {"name", "key", "country"}:
            found[field] = f"{prefix}_{exported.get(field, word)}"
    found["key"] = f"{prefix}_place_key" if own else f"{prefix}_key"
    if not own:
        found["country"] = f"{prefix}_country"
    return found


def _rows(head: Head) -> Iterator[Row]:
    parts = ("places__place__names", "places__place__region__names", "places__place__country", "status_changes")
    pages = public().defer("body").order_by("path").prefetch_related(*parts)
    for page in pages.iterator(chunk_size=CHUNK):
        cells = {head.row[name]: value for name, value in _facts(page).items()}
        for number, side in enumerate(page.places.all(), 1):
            names = head.names[number]
            cells |= {names[name]: value for name, value in _place(side.place).items() if name in names}
        yield cells


def _facts(page: PartnershipPage) -> Row:
    current = current_change([row for row in page.status_changes.all() if not row.withdrawn])
    facts = {
        "key": str(page.translation_key), "kind": page.kind, "since": page.since, "evidence": page.evidence,
        "licence": page.licence, "sources": _joined(page.sources),
    }  # fmt: skip
    return facts | (_state(current) if current else {})


def _state(change: StatusChange) -> Row:
    names = ("state", "starts", "decided_by", "continues", "condition", "note", "as_of")
    return {name: getattr(change, name) for name in names} | {"state_sources": _joined(change.sources)}


def _joined(lines: str) -> str:
    return " ; ".join(line.strip() for line in lines.splitlines() if line.strip())


def _place(place: Place) -> Row:
    official = {row.language: row.text for row in reversed(place.names.all()) if row.kind == NameKind.OFFICIAL}
    cells = {f"name_{code}": official.get(code, "") for code, _ in settings.LANGUAGES}
    numbers = {"latitude": place.latitude, "longitude": place.longitude, "population": place.population}
    return cells | {
        "key": str(place.key), "kind": place.kind, "country": place.country.code,
        "region": place.region.name_in(settings.LANGUAGE_CODE) if place.region else "",
        "geonames": f"exact:{place.geonames_id}" if place.geonames_id else "",
        **{name: "" if number is None else number for name, number in numbers.items()},
    }  # fmt: skip
