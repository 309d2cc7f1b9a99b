"""A row of the report in words: what would change, from what to what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.entities.models import Place
from partnerships.models import ImportRow, PartnershipPage, StatusChange

from .profiles import STATE_FACTS
from .reasons import words


@dataclass(frozen=True)
class Change:
    """One fact from what to what; `taken` None where nobody has to decide."""

    field: str
    label: str
    before: str
    after: str
    conflict: bool
    applied: bool


def changes_of(row: ImportRow) -> list[Change]:
    """Every fact that differs; of a state each part that does."""
    return [change for difference in row.plan.get("diff", []) for change in _changes(difference)]


def said_of(row: ImportRow) -> list[str]:
    """Problems, notes, and what an undo has left, in the active language."""
    plan = row.plan
    return [words(said) for name in ("problems", "notes", "kept") for said in plan.get(name, [])]


def title_of(row: ImportRow) -> str:
    """The places as the row calls them."""
    names = [place["name"] for place in row.plan.get("places", [])]
    return " – ".join(names) or " – ".join(text for name, text in row.raw.items() if "name" in name)[:80] or "–"


def candidates(keys: list[int]) -> list[tuple[str, str]]:
    """(key, name with region and kind) of places that may be meant."""
    places = Place.objects.filter(pk__in=keys).select_related("region", "country")
    places = places.prefetch_related("names", "region__names", "country__names")
    return [(str(place.pk), _described(place)) for place in places]


def _described(place: Place) -> str:
    parts = (place.region or place.country, place.get_kind_display())
    return f"{place} ({', '.join(map(str, parts))})"


def _changes(difference: Mapping[str, Any]) -> Iterator[Change]:
    name, before, after = difference["field"], difference["before"], difference["after"]
    flags = {"conflict": difference["conflict"], "applied": difference["applied"]}
    if name != "state":
        yield Change(name, label_of(PartnershipPage, name), *_shown(PartnershipPage, name, before, after), **flags)
        return
    for part in STATE_FACTS:
        old, new = (before or {}).get(part, ""), after.get(part, "")
        if old != new:
            yield Change(name, label_of(StatusChange, part), *_shown(StatusChange, part, old, new), **flags)


def label_of(model: type, name: str) -> str:
    """The field's name for people."""
    return str(model._meta.get_field(name).verbose_name)


def _shown(model: type, name: str, *values: str) -> list[str]:
    choices = dict(model._meta.get_field(name).flatchoices)
    return [str(choices.get(value, value)) for value in values]
