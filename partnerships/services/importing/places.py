"""Which place a row means: by key, by GeoNames id, else by any name with country and region; never by guessing.

The index is read once for a run and kept up as places are made; finding asks the database nothing.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor
from typing import Any

from django.conf import settings

from cms.entities.folding import fold
from cms.entities.keys import free_key, key_base
from cms.entities.models import Country, CountryName, Place, PlaceName, RegionName

from .reasons import Reason, reason
from .records import Side

REGION = "region"
# Cells of a grid of about five kilometres, within which a place of another name may be the same.
CELLS_PER_DEGREE = 20

Point = tuple[float, float]


@dataclass(frozen=True)
class Known:
    """A place of the database, or (`pk` 0) one that a row further up will make: `token` stands for it."""

    pk: int
    token: str
    country: int
    region: int | None
    kind: str
    geonames: int | None
    point: Point | None = None


@dataclass
class Found:
    """The place, or what keeps it from being known; `candidates` are keys of places that may be meant."""

    place: Known | None = None
    problem: Reason | None = None
    candidates: list[int] = field(default_factory=list)
    makes: dict[str, Any] | None = None
    notes: list[Reason] = field(default_factory=list)


class PlaceIndex:
    """All places, regions and countries by what they are called."""

    def __init__(self) -> None:
        self.by_pk: dict[int, Known] = {}
        self.made: dict[str, Known] = {}
        # By what stands for them: places that rows further up will make.
        self.expected: dict[str, Known] = {}
        self.by_key: dict[str, Known] = {}
        self.by_geonames: dict[int, list[Known]] = defaultdict(list)
        self.by_name: dict[str, set[Known]] = defaultdict(set)
        self.by_cell: dict[tuple[int, int], set[Known]] = defaultdict(set)
        columns = ("pk", "key", "country_id", "region_id", "kind", "geonames_id", "latitude", "longitude")
        for pk, key, country, region, kind, geonames, *point in Place.objects.values_list(*columns).iterator():
            self._add(Known(pk, str(key), country, region, kind, geonames, _point(*point)), str(key))
        for pk, folded in PlaceName.objects.values_list("entity_id", "folded").iterator():
            self.by_name[folded].add(self.by_pk[pk])
        self.regions: dict[tuple[int, str], set[int]] = defaultdict(set)
        rows = RegionName.objects.values_list("entity__country_id", "folded", "entity_id")
        for country, folded, pk in rows.iterator():
            self.regions[country, folded].add(pk)
        self.countries = {code.upper(): pk for code, pk in Country.objects.values_list("code", "pk")}
        self.country_names = dict(CountryName.objects.values_list("folded", "entity_id"))

    def _add(self, known: Known, key: str) -> None:
        if known.pk:
            self.by_pk[known.pk] = known
            self.by_key[key] = known
        if known.geonames:
            self.by_geonames[known.geonames].append(known)
        if known.point:
            self.by_cell[_cell(known.point)].add(known)

    def find(self, side: Side, chosen: str = "") -> Found:
        """The place of a side; `chosen` is the key of the place that staff have chosen, or "new"."""
        found = self._found(side)
        if chosen == "new" and side.key not in self.by_key:
            made = self._make(side, self._country(side))
            made.candidates = found.candidates
            return made
        if chosen and chosen != "new":
            known = self.by_pk.get(int(chosen)) if chosen.isdigit() else None
            if known is None:
                return Found(problem=reason("place_unclear", name=side.name), candidates=found.candidates)
            # The others are still to be chosen instead.
            return Found(known, candidates=sorted({*found.candidates, known.pk}))
        return found

    def _found(self, side: Side) -> Found:
        if side.key and side.key in self.by_key:
            return Found(self.by_key[side.key])
        country = self._country(side)
        found = self._by_id(side, country) or self._by_name(side, country)
        if found.place and not found.place.pk and not found.makes:
            # Made by a row further up, or by this one should that row not be written.
            found.makes = self._make(side, country).makes
        return found

    def _by_id(self, side: Side, country: int | None) -> Found | None:
        found = self.by_geonames.get(side.geonames or 0, [])
        if len(found) > 1 or (found and country and found[0].country != country):
            return self._unclear(side, found)
        return Found(found[0]) if found else None

    def _by_name(self, side: Side, country: int | None) -> Found:
        called: set[Known] = set().union(*(self.by_name.get(fold(name), set()) for name in side.names.values()))
        if country is None and called:
            return self._unclear(side, called)
        called = {known for known in called if known.country == country}
        if not called:
            # Known by another name, perhaps; staff will see.
            near = self._near(side, country)
            return self._unclear(side, near) if near else self._make(side, country)
        regions = self.regions.get((country, fold(side.region)), set()) if side.region else set()
        fitting = [known for known in called if self._fits(known, side, regions)]
        if len(fitting) > 1 and side.kind:
            fitting = [known for known in fitting if known.kind == side.kind] or fitting
        return Found(fitting[0]) if len(fitting) == 1 else self._unclear(side, called)

    def _fits(self, known: Known, side: Side, regions: set[int]) -> bool:
        """Nothing that the row says speaks against it; what the row leaves out does not count."""
        if self._other_id(known, side):
            return False
        if regions and known.region and known.region not in regions:
            return False
        return not side.kind or (side.kind == REGION) == (known.kind == REGION)

    def _near(self, side: Side, country: int | None) -> list[Known]:
        point = _point(side.latitude, side.longitude)
        if point is None or country is None:
            return []
        row, column = _cell(point)
        cells = [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
        around = [known for cell in cells for known in self.by_cell.get(cell, ())]
        kind = side.kind or "city"
        return [
            known for known in around
            if known.pk and known.country == country and known.kind == kind and not self._other_id(known, side)
        ]  # fmt: skip

    def _other_id(self, known: Known, side: Side) -> bool:
        return bool(side.geonames and known.geonames and side.geonames != known.geonames)

    def _unclear(self, side: Side, candidates: Any) -> Found:
        keys = sorted(known.pk for known in candidates if known.pk)
        return Found(problem=reason("place_unclear", name=side.name), candidates=keys)

    def _country(self, side: Side) -> int | None:
        return self.countries.get(side.country.upper()) or self.country_names.get(fold(side.country))

    def _make(self, side: Side, country: int | None) -> Found:
        """A place made from the row, when it says enough."""
        if country is None:
            return Found(problem=reason("country_missing", name=side.name))
        if not side.names or side.latitude is None or side.longitude is None:
            return Found(problem=reason("place_unknown", name=side.name))
        if not (-90 <= side.latitude <= 90 and -180 <= side.longitude <= 180):
            return Found(problem=reason("bad_coordinates", name=side.name))
        regions = self.regions.get((country, fold(side.region)), set()) if side.region else set()
        region = next(iter(regions)) if len(regions) == 1 else None
        makes = {
            "kind": side.kind or "city", "country": country, "region": region, "names": side.names,
            "latitude": side.latitude, "longitude": side.longitude, "geonames_id": side.geonames,
            "population": side.population, "key": side.key,
        }  # fmt: skip
        notes = [reason("makes_place", name=side.name)]
        missing = [code for code, _ in settings.LANGUAGES if code not in side.names]
        if missing:
            notes.append(reason("names_missing", name=side.name, languages=missing))
        if side.region and region is None:
            notes.append(reason("region_unknown", region=side.region))
        token = f"new {country} {region} {fold(side.name)} {side.geonames or ''}".strip()
        known = Known(0, token, country, region, makes["kind"], side.geonames, (side.latitude, side.longitude))
        return Found(known, makes=makes, notes=notes)

    def expect(self, place: Known, names: Mapping[str, str]) -> None:
        """Rows further down mean the place that this row will make."""
        if place not in self.by_geonames.get(place.geonames or 0, []):
            self._add(place, "")
        self.expected.setdefault(place.token, place)
        for name in names.values():
            self.by_name[fold(name)].add(place)

    def expect_again(self, makes: Mapping[str, Any]) -> None:
        """The place that a stored row will make, unless somebody has made it meanwhile."""
        called = (known for name in makes["names"].values() for known in self.by_name.get(fold(name), ()))
        if any(known.pk and known.country == makes["country"] for known in called):
            return
        token, facts = makes["token"], [makes[name] for name in ("country", "region", "kind", "geonames_id")]
        point = _point(makes["latitude"], makes["longitude"])
        self.expect(self.expected.get(token) or Known(0, token, *facts, point), makes["names"])

    def make(self, found: Found) -> Place:
        """Make the place that `find` has planned, and know it from here on."""
        makes = found.makes
        names = makes["names"]
        first = names.get(settings.LANGUAGE_CODE) or next(iter(names.values()))
        base = key_base(makes["key"] or first)
        key = free_key(base, set(Place.objects.filter(key__startswith=base).values_list("key", flat=True)))
        facts = {name: makes[name] for name in ("kind", "latitude", "longitude", "geonames_id", "population")}
        place = Place(key=key, country_id=makes["country"], region_id=makes["region"], **facts)
        place.names.set([PlaceName(language=code, text=text, sort_order=order)
                         for order, (code, text) in enumerate(names.items())])  # fmt: skip
        place.save()
        point = _point(place.latitude, place.longitude)
        known = Known(place.pk, key, place.country_id, place.region_id, place.kind, place.geonames_id, point)
        self._forget(found.place, names)
        self.made[found.place.token] = known
        self._add(known, key)
        for name in names.values():
            self.by_name[fold(name)].add(known)
        return place

    def _forget(self, expected: Known, names: dict[str, str]) -> None:
        for name in names.values():
            self.by_name[fold(name)].discard(expected)
        if expected in self.by_geonames.get(expected.geonames or 0, []):
            self.by_geonames[expected.geonames].remove(expected)

    def key_of(self, found: Found) -> tuple[int, int | None]:
        """(key of the place, key of the place that had to be made for it or None)."""
        known = self.made.get(found.place.token, found.place)
        if known.pk:
            return known.pk, None
        made = self.make(found).pk
        return made, made


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _cell(point: Point) -> tuple[int, int]:
    return floor(point[0] * CELLS_PER_DEGREE), floor(point[1] * CELLS_PER_DEGREE)
