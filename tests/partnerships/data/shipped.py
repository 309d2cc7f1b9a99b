"""What the host and the app ship, parsed once: places, regions and the rows of the pairs."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from cms.entities import folding

HOST = settings.BASE_DIR / "cms" / "entities" / "data"
APP = settings.BASE_DIR / "partnerships" / "data"
# Columns of the CSV by side: name, region, prefix of the geo columns.
SIDES = {"de": ("german_name", "german_state", "german"), "ru": ("russian_name_de", "russian_region", "russian")}

Record = dict[str, Any]
fold = cache(folding.fold)


def records(folder: Path, kind: str) -> list[Record]:
    """The records of one file ("place", "region")."""
    return tomllib.loads((folder / f"{kind}s.toml").read_text(encoding="utf-8"))[kind]


@cache
def all_of(kind: str) -> list[Record]:
    """The host's records and the app's."""
    return records(HOST, kind) + records(APP, kind)


@cache
def pairs() -> list[dict[str, str]]:
    """The rows of the CSV."""
    with (APP / "partnerships.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(candidates: list[Record], name: str, **facts: str) -> list[Record]:
    """The records with these facts and one name, of any kind, that folds to the same key."""
    key = fold(name)
    return [
        record
        for record in candidates
        if all(record.get(field) == value for field, value in facts.items())
        and key in {fold(row["text"]) for row in record["names"]}
    ]


def places_of(row: dict[str, str], country: str) -> list[Record]:
    """The places that one side of a row may mean: by GeoNames id if the CSV has one, else by name and region."""
    name, region, prefix = SIDES[country]
    match, _, number = row[f"{prefix}_geo_match"].partition(":")
    if match == "exact":
        return [place for place in all_of("place") if place.get("geonames_id") == int(number)]
    regions = named(all_of("region"), row[region], country=country)
    return [
        place for found in regions for place in named(all_of("place"), row[name], country=country, region=found["key"])
    ]


def texts(record: Record, language: str, kind: str) -> list[str]:
    """The record's names of a language and kind, in their order."""
    return [
        row["text"] for row in record["names"] if row["language"] == language and row.get("kind", "official") == kind
    ]
