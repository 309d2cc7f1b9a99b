"""Which words come apart, and that no place does."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from search.compounds import compound_parts, split
from search.tokens import part_of, part_tokens


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Städtepartnerschaften", "staedte+partnerschaften"),
        ("Staedtepartnerschaft", "staedte+partnerschaft"),
        ("Stadtepartnerschaft", "stadte+partnerschaft"),
        ("Städtepartnerschaftsvertrag", "staedte+partnerschafts+vertrag"),
        ("Jugendaustausch", "jugend+austausch"),
        ("Klimaschutzprojekte", "klima+schutz+projekte"),
        ("Partnerstädte", "partner+staedte"),
        ("Feuerwehrverband", "feuerwehr+verband"),
        ("Matroschkaausstellung", "(matroschka)+ausstellung"),
        ("Partnerschaft", ""),
        ("Vereinbarung", ""),
        ("Preise", ""),
        ("Wolgograd", ""),
        ("Darmstadt", ""),
        ("Stadt2018", ""),
    ],
)
def test_parts_of_a_word(word: str, parts: str) -> None:
    assert "+".join(form if base else f"({form})" for form, base in split(word)) == parts


def test_tokens_of_parts_are_those_by_which_they_are_sought() -> None:
    found = part_tokens("Städtepartnerschaftsverträge", "de")
    sought = ("Stadt", "Städte", "Partnerschaften", "Vertrag", "Städtepartnerschaft", "Partnerschaftsvertrag")
    assert {token for word in sought for token in part_of(word, "de")} == set(found)
    assert part_tokens("Städtepartnerschaft", "en") == part_tokens("Verein", "de") == ()


def names() -> Iterator[str]:
    for file in Path(settings.BASE_DIR).glob("*/**/places.toml"):
        for place in tomllib.loads(file.read_text(encoding="utf-8"))["place"]:
            yield from re.findall(r"\w+", str(place.get("names")))
    with (settings.BASE_DIR / "partnerships/data/partnerships.csv").open(encoding="utf-8") as pairs:
        for row in csv.DictReader(pairs):
            yield from re.findall(r"\w+", " ".join(text for name, text in row.items() if "name" in name))


def test_no_name_of_a_place_comes_apart() -> None:
    # The two words say what the place is.
    found = set(names())
    assert len(found) > 500
    assert {name for name in found if split(name)} == {"Kommunalkreis", "Universitätsstadt"}


def test_the_list_as_engines_take_it() -> None:
    assert {"stadt", "städte", "partnerschaft", "partnerschafts"} <= set(compound_parts())
    assert len(compound_parts()) == len(set(compound_parts())) > 400
