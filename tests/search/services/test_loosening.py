"""Unknown compounds are read by the words that something has, and words of the field by what pages say."""

import pytest

from search.query import SearchQuery
from search.questions import Alternative
from search.services.searching import search
from search.services.synonyms import synonyms
from tests.factories.entities import CountryFactory


def found(text: str, **options: bool) -> list[str]:
    return [hit.card["title"] for hit in search(SearchQuery(text, "de", **options)).hits]


@pytest.fixture
def pages(add_item) -> None:
    add_item("Austausch der Jugend")
    add_item("Impressum", body=["Bilder und Rechte"])
    add_item("Datenschutz")
    add_item("Kontakte ruhen", locale="ru")


def test_compounds(pages: None) -> None:
    expected = {
        "Jugendaustasch": ["Austausch der Jugend"],
        "Bildrechte": ["Impressum"],
        "Datenschutzhinweise": ["Datenschutz"],
        "Rechtebilder": ["Impressum"],
        # Nothing, too short, too long to be a compound.
        "Zugvogelquark": [],
        "Gendxyz": [],
        f"Datenschutz{'x' * 40}": [],
    }
    assert {text: found(text) for text in expected} == expected
    assert found("Jugendaustasch", as_typed=True) == ["Austausch der Jugend"]
    assert search(SearchQuery("Datenschutzhinweise", "ru")).total == 0


def test_words_of_the_field(pages: None) -> None:
    assert [found(text) for text in ("Kontakt", "DSGVO", "Ansprechpartner", '"Kontakt"')] == [
        ["Impressum"], ["Datenschutz"], ["Impressum"], [],
    ]  # fmt: skip
    assert synonyms("cookies", "en") == [Alternative("phrase", ("sprivasi",))]
    assert synonyms("Kontakt", "fr") == synonyms("Kaluga", "de") == []


def test_what_stands_side_by_side_comes_first(add_item) -> None:
    add_item("Stadt", lead="Partner einer Stadt werden")
    add_item("Werden", lead="Stadt und Partner, die Freunde werden")
    add_item("Gesuche", lead="Wie werden wir Partner? Stadt Partner suchen")
    assert found("Partner suchen Stadt")[0] == "Gesuche"
    assert found("Stadt Partner")[0] == "Gesuche"


def test_a_country_is_not_required(add_item) -> None:
    CountryFactory(code="RU", names={"de": "Russland"})
    add_item("Partner finden")
    add_item("Partner in Russland")
    assert found("Partner Russland") == ["Partner in Russland", "Partner finden"]
    assert found("Russland") == ["Partner in Russland"]
