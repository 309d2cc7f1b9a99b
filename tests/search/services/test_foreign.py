"""Excerpts say what is in another language, as pages do."""

import pytest
from django.test import Client
from wagtail.models import Page

from cms.translation.models import ApprovedWording
from search.query import SearchQuery
from search.questions import Question
from search.records import running
from search.services import indexing
from search.services.expanding import expand
from search.services.foreign import foreign_pieces, languages_of
from search.services.highlighting import Part, excerpt
from search.services.searching import search
from tests.factories.pages import draft_translation, publish, publish_section
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site, home_of

NOTE = "Der Feuerwehrverein half & blieb."


@pytest.fixture
def russian(db: None) -> Page:
    """A partnership in Russian that Germans have added a note to, and one further word in Russian."""
    build_site()
    directory = german_directory()
    words = {"title": "Партнёрства", "slug": "partnyorstva", "lead": "Все"}
    publish_section(draft_translation(directory, "ru", home_of("ru"), **words))
    changes = [{"state": "active", "note": NOTE, "continues": "Schulen"}]
    german = publish(profile(directory, *two_towns(), changes=changes))
    return Page.objects.get(translation_key=german.translation_key, locale__language_code="ru")


def test_pieces_in_running_text() -> None:
    pieces = ["Кратко.", "", "Feuerwehr", "Школы", "Feuerwehr"]
    assert running(pieces[0], "\n".join(pieces[2:])) == "Кратко.\nFeuerwehr\nШколы\nFeuerwehr"
    assert foreign_pieces(pieces, {"Feuerwehr": "de", "": "en"}) == [(8, 17, "de"), (24, 33, "de")]


def test_names_say_their_language(db: None) -> None:
    detail = {
        "locale": "ru",
        "foreign_text": {},
        "actors": [{"organisation": {"name": "Feuerwehr", "language": "de"}, "label": "Помощь"}],
        "topics": [{"name": "Школы", "language": "ru"}],
    }
    assert languages_of(None, detail) == {"Feuerwehr": "de"}


def test_parts_stand_in_one_language_each(db: None) -> None:
    question = Question(expand(SearchQuery("feuerwehr", "ru")).groups, "ru")
    assert excerpt("Школы Die Feuerwehr Школы", question, "ru", foreign=[[6, 19, "de"]]) == [
        Part("Школы ", False), Part("Die ", False, "de"), Part("Feuerwehr", True, "de"), Part(" Школы", False),
    ]  # fmt: skip


def test_an_untranslated_note_is_marked_until_it_is_approved(russian: Page, client: Client) -> None:
    (hit,) = search(SearchQuery("Feuerwehrverein", "ru")).hits
    assert [(part.text, part.marked) for part in hit.excerpt if part.language == "de"] == [
        ("Schulen", False), ("Der ", False), ("Feuerwehrverein", True), (" half & blieb. ", False),
    ]  # fmt: skip
    assert {part.language for part in hit.excerpt} == {"", "de"}
    html = client.get("/ru/search/?q=Feuerwehrverein").content.decode()
    assert '<mark lang="de">Feuerwehrverein</mark><span lang="de"> half &amp; blieb. </span>' in html
    (item,) = client.get("/api/v1/search/?q=Feuerwehrverein&locale=ru").json()["items"]
    assert [part["language"] for part in item["highlight"] if "Feuerwehr" in part["text"]] == ["de"]
    assert {part.language for hit in search(SearchQuery("Feuerwehrverein", "de")).hits for part in hit.excerpt} == {""}

    ApprovedWording.objects.create(
        translation_key=russian.translation_key,
        locale=russian.locale,
        path=f"status_changes.{russian.specific.status_changes.get().translation_key}.note",
        value=NOTE,
        source=NOTE,
    )
    indexing.index(russian.pk)
    (hit,) = search(SearchQuery("Feuerwehrverein", "ru")).hits
    assert [part.text for part in hit.excerpt if part.language == "de"] == ["Schulen"]
