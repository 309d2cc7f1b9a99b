"""What the columns of a table mean; their names in English and German are data (data/columns.toml)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from .reasons import BadFile

DATA = Path(__file__).resolve().parents[2] / "data" / "columns.toml"
MOST_SIDES = 6
NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Column:
    """A field of the row, or of one of its places (`side` from 1); names may be in a language, sides in a country."""

    field: str
    side: int = 0
    language: str = ""
    country: str = ""


@cache
def vocabulary() -> Mapping[str, Any]:
    """The data file."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Small letters and digits, joined by single underscores."""
    return NO_LETTER.sub("_", text.strip().lower()).strip("_")


@cache
def meanings(kind: str) -> Mapping[str, str]:
    """Words to fields or values; `kind` is "row", "side" or "values.<name>"."""
    table = vocabulary()
    for step in kind.split("."):
        table = table[step]
    return {word: meaning for meaning, words in table.items() for word in words}


@lru_cache(maxsize=1024)
def column(name: str) -> Column | None:
    """What a column is, by its name in the head; None when it is not known."""
    text = plain(name)
    return _numbered(text) or _of_country(text) or _of_row(text)


def _of_row(text: str) -> Column | None:
    field = meanings("row").get(text)
    return Column(field) if field else None


def _of_country(text: str) -> Column | None:
    """german_name, russian_name_ru, "Deutscher Ort"."""
    first, _, rest = text.partition("_")
    for side in vocabulary()["sides"]:
        if first in side["names"]:
            return _of_side(rest, side["number"], side["country"])
    return None


def _numbered(text: str) -> Column | None:
    """place_1, "Name 2", place_2_region, name_1_ru."""
    words = text.split("_")
    numbers = [word for word in words if len(word) == 1 and word.isdecimal() and 1 <= int(word) <= MOST_SIDES]
    if len(numbers) != 1:
        return None
    words.remove(numbers[0])
    return _of_side("_".join(words), int(numbers[0]))


def _of_side(text: str, number: int, country: str = "") -> Column | None:
    fields = meanings("side")
    if text in fields:
        return Column(fields[text], number, "", country)
    name, _, language = text.rpartition("_")
    if fields.get(name) == "name" and language in dict(settings.LANGUAGES):
        return Column("name", number, language, country)
    return None


def check_head(head: Iterable[str]) -> list[str]:
    """The columns that are not known, which is no fault; raises BadFile when one that matters is missing or double."""
    names = [name for name in head if name]
    found = [column(name) for name in names]
    if not any(found):
        raise BadFile("delimiter")
    for position, meant in enumerate(found):
        if meant is not None and meant in found[:position]:
            raise BadFile("double_column", column=names[position])
    identified = {meant.side for meant in found if meant and meant.side and meant.field in {"name", "geonames", "key"}}
    missing = [f"place_{number}" for number in (1, 2) if number not in identified]
    if missing:
        raise BadFile("missing_columns", columns=missing)
    return [name for name, meant in zip(names, found, strict=True) if meant is None]
