"""Misspelt words find what was meant, and never what is hidden."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from cms.content_store.models import ContentItem
from search.engines.database import vocabulary
from search.models import SearchDocument
from search.query import SearchQuery, replaced
from search.services import indexing
from search.services.searching import search
from search.services.suggesting import suggest
from tests.factories.entities import PersonFactory, PlaceFactory

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
WOLGOGRAD = {"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"}


def answer(text: str, locale: str = "de", **options: object) -> tuple[str | None, list[str]]:
    """(the text as read, titles of hits)."""
    result = search(SearchQuery(text, locale, **options), NOW)
    return result.corrected, [hit.card["title"] for hit in result.hits]


def known() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT written FROM search_words")
        return {written for (written,) in cursor.fetchall()}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wolgogrod", "Wolgograd"),
        ("Волгограт", "Wolgograd"),
        ("vlogograd", "Wolgograd"),
        ("Wologogradt", "Wolgograd"),
        ("Stalingrat", "Stalingrad"),
        ("jugend wolgogrod", "jugend Wolgograd"),
        ("Jugedn in Wolgogrod!", "Jugend in Wolgograd!"),
        ("Nischninovgorot", "Nischni Nowgorod"),
    ],
)
def test_misspelt_words_are_read_as_the_nearest(add_item, typed: str, read: str) -> None:
    place = PlaceFactory(key="wolgograd", names=WOLGOGRAD, other_names=[("de", "former", "Stalingrad")])
    other = PlaceFactory(key="nischni", names={"de": "Nischni Nowgorod"})
    add_item("Jugend in Wolgograd", tags=[f"place:{place.pk}", f"place:{other.pk}"])
    add_item("Jugend in Wologda")
    assert answer(typed) == (read, ["Jugend in Wolgograd"])


def test_what_is_found_or_meant_as_typed_stays(add_item) -> None:
    add_item("Wolgograd")
    add_item("Jugend")
    add_item("Jahr 2017")
    assert [
        answer(text)
        for text in ("Wolgograd", "Wolgogr", "jugend wolgograd", '"wolgogrod"', "2018", "xylophon", "jugend wolgogrod")
    ] == [
        (None, ["Wolgograd"]),
        (None, ["Wolgograd"]),
        (None, ["Jugend", "Wolgograd"]),
        (None, []),
        (None, []),
        (None, []),
        ("jugend Wolgograd", ["Jugend", "Wolgograd"]),
    ]
    assert answer("wolgogrod", as_typed=True) == (None, [])


def test_a_name_that_is_known_is_not_corrected(add_item) -> None:
    PlaceFactory(key="gorki", names={"de": "Gorki"}, other_names=[("de", "former", "Bogorodsk")])
    add_item("Gerki")
    assert answer("Gorki") == ("Gerki", ["Gerki"])
    add_item("Bogorodsk")
    assert answer("Gorki") == (None, ["Bogorodsk"])


@pytest.mark.parametrize(
    "hidden",
    [
        {"public": False},
        {"visible_from": datetime(2026, 11, 1, 12, 1, tzinfo=UTC)},
        {"expires_at": datetime(2026, 11, 1, 12, tzinfo=UTC)},
        {"locale": "ru"},
    ],
)
def test_words_of_what_is_hidden_are_not_told(add_item, hidden: dict) -> None:
    add_item("Jugend")
    add_item("Wolgograd", **hidden)
    assert (answer("wolgogrod"), answer("jugend wolgogrod")) == ((None, []), (None, ["Jugend"]))


def test_words_are_forgotten_with_their_last_document(add_item) -> None:
    first, second = add_item("Jugend Karla Geheim"), add_item("Jugend", body=["<p>Erika Geheim</p>"])
    assert known() == {"Jugend", "Karla", "Geheim", "Erika"}
    indexing.remove(second)
    assert known() == {"Jugend", "Karla", "Geheim"}
    indexing.remove(first)
    assert known() == set()


def test_words_follow_a_changed_document_and_can_be_learnt_anew(add_item) -> None:
    page = add_item("Jugend Karla")
    add_item("Karla", locale="ru")
    ContentItem.objects.filter(pk=page).update(
        detail=b'{"title":"Jugend","url":"/de/1/","type":"news.article","locale":"de","lead":"Erika","body":[],'
        b'"foreign_text":{}}'
    )
    indexing.index(page)
    assert (answer("Karle"), answer("Erike")) == ((None, []), ("Erika", ["Jugend Karla"]))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")
    assert (vocabulary.rebuild(), known()) == (3, {"Jugend", "Erika", "Karla"})


def test_only_plain_words_are_replaced() -> None:
    others = {"wolgogrod": "Wolgograd", "jugent": "Jugend"}
    assert replaced('"wolgogrod" -wolgogrod wolgogrod-jugent, x', others) == (
        '"wolgogrod" -wolgogrod Wolgograd-Jugend, x'
    )


def test_the_other_keyboard_is_read_when_nothing_else_is_known(add_item) -> None:
    add_item("Wolgograd und Kaluga")
    add_item("Калуга и Волгоград", locale="ru")
    assert [answer("rfkeuf djkujuhfl", "ru"), answer("лфдгпф"), answer("rfkeuf djkujuhfl", "ru", as_typed=True)] == [
        ("калуга волгоград", ["Калуга и Волгоград"]),
        ("kaluga", ["Wolgograd und Kaluga"]),
        (None, []),
    ]


def test_a_name_a_person_no_longer_bears_is_not_told(add_item) -> None:
    person = PersonFactory(names={"de": "Anna Schmidt", "ru": "Анна Шмидт"})
    person.names.create(language="de", kind="former", text="Anna Quittenbaum", sort_order=9)
    nameless = PersonFactory(key="anna-quittenbaum", names={})
    page_id = add_item("Kontakt", tags=[f"person:{person.pk}", f"person:{nameless.pk}"])
    assert SearchDocument.objects.get(page_id=page_id).names == "Anna Schmidt"
    assert [found.title for found in suggest("Schmidt", "de", now=NOW)] == ["Kontakt"]
    assert suggest("Quittenb", "de", now=NOW) == []
    assert answer("Quittenbaum") == answer("Quittenbaun") == (None, [])
