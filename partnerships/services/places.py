"""What is known of a place or a region for its own page: names, figures, where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from babel.lists import format_list
from django.conf import settings
from django.utils.translation import get_language

from cms.delivery.services.languages import format_locale, language_name
from cms.entities.models import Entity, NameKind, Place


@dataclass(frozen=True)
class Named:
    """A name, the language it is in, and all languages that have it, in words."""

    text: str
    language: str
    languages: str = ""


@dataclass(frozen=True)
class FormerNames:
    """What a place was called in the same years; the years may be empty."""

    years: str
    names: tuple[Named, ...]


def names_of(entity: Entity) -> list[Named]:
    """The official names, each once: the reader's language first, then those of the site."""
    reader = get_language() or ""
    rows = {row.language: row.text for row in _rows(entity, NameKind.OFFICIAL)}
    wanted = dict.fromkeys((reader, *(code for code, _name in settings.LANGUAGES), *rows))
    codes: dict[str, list[str]] = {}
    for code in wanted:
        if code in rows:
            codes.setdefault(rows[code], []).append(code)
    return [
        Named(
            text,
            spoken[0],
            format_list([language_name(code, reader) for code in spoken], locale=format_locale(reader)),
        )
        for text, spoken in codes.items()
    ]


def former_names(entity: Entity) -> list[FormerNames]:
    """By years, the latest first; each spelling once, the reader's language first."""
    language = get_language()
    grouped: dict[tuple[str, str], dict[str, Named]] = {}
    for row in sorted(_rows(entity, NameKind.FORMER), key=lambda row: row.language != language):
        names = grouped.setdefault((row.valid_from, row.valid_to), {})
        names.setdefault(row.text, Named(row.text, row.language))
    ordered = sorted(grouped.items(), key=lambda pair: (pair[0][1], pair[0][0]), reverse=True)
    return [FormerNames(_years(*years), tuple(names.values())) for years, names in ordered]


def read_place(key: str) -> Place | None:
    """The place with its names, its region and its country, in a fixed number of queries."""
    wanted = ("names", "region__names", "country__names")
    return Place.objects.filter(key=key).select_related("region", "country").prefetch_related(*wanted).first()


def place_json_ld(place: Place, language: str) -> dict[str, Any]:
    """A place with all of its names."""
    name = place.name_in(language)
    others = sorted({row.text for row in place.names.all()} - {name})
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea" if place.kind == "region" else "City",
        "name": name,
        "alternateName": others,
        "address": {"@type": "PostalAddress", "addressCountry": place.country.code},
    }
    if place.latitude is not None and place.longitude is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    if place.geonames_id:
        found["sameAs"] = [f"https://www.geonames.org/{place.geonames_id}"]
    return found


def _rows(entity: Entity, kind: str) -> Iterable[Any]:
    return [row for row in entity.names.all() if row.kind == kind]


def _years(valid_from: str, valid_to: str) -> str:
    """1925–1961, until 1931: as far as it is known; days are shortened to their year."""
    begun, ended = valid_from[:4], valid_to[:4]
    return f"{begun}–{ended}" if begun or ended else ""
