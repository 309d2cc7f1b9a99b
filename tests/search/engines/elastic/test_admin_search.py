"""Explorer and choosers find pages by any name of their places, on the database and on the server."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from modelsearch.index import insert_or_update_object, remove_object
from wagtail.models import Page

from cms.entities.models import Place
from cms.pages.services.place_search import index_pages_of
from partnerships.models import PartnershipPage
from search.engines.elastic import clients, connection
from search.engines.elastic.breaker import breaker
from search.models import SearchChange
from search.services.server import outbox
from tests.factories.accounts import AdminFactory
from tests.factories.entities import PlaceFactory
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import black_hole, closed_port

VOLGOGRAD, DUEREN = "Chemnitz – Wolgograd", "Chemnitz – Düren"
FOUND = {
    "Stalingrad": [VOLGOGRAD],
    "Сталинград": [VOLGOGRAD],
    "Volgo": [VOLGOGRAD],
    "Волгоград": [VOLGOGRAD],
    "Chemnitz": [DUEREN, VOLGOGRAD],
    "chemnitz wolgo": [VOLGOGRAD],
    "Duren": [DUEREN],
    "Dür": [DUEREN],
    "Düren": [DUEREN],
    "Stalingrad Düren": [],
    "Karl-Marx-Stadt": [DUEREN, VOLGOGRAD],
}


@pytest.fixture
def pages(db: None) -> tuple[PartnershipPage, PartnershipPage]:
    """Two profiles with former names, indexed as the worker does after a save."""
    chemnitz, wolgograd = two_towns()
    chemnitz.names.create(language="de", kind="former", text="Karl-Marx-Stadt", sort_order=9)
    wolgograd.names.create(language="de", kind="former", text="Stalingrad", sort_order=9)
    wolgograd.names.create(language="ru", kind="former", text="Сталинград", sort_order=10)
    chemnitz.names.commit()
    wolgograd.names.commit()
    dueren = PlaceFactory(key="dueren", names={"de": "Düren", "ru": "Дюрен", "en": "Düren"})
    directory = german_directory()
    made = profile(directory, chemnitz, wolgograd), profile(directory, chemnitz, dueren)
    for page in made:
        insert_or_update_object(page)
    return made


@pytest.fixture
def indexed(elastic: str, pages: tuple[PartnershipPage, PartnershipPage]) -> Iterator[str]:
    """The same on the server, put there by Wagtail's command."""
    call_command("update_index", "--backend", "default", verbosity=0)
    return elastic


def explorer(words: str) -> list[str]:
    return sorted(page.title for page in Page.objects.filter(depth__gt=2).autocomplete(words))


def test_the_database_finds_pages_by_any_name(pages) -> None:
    assert {words: explorer(words) for words in FOUND} == FOUND
    assert sorted(page.title for page in Page.objects.search("Stalingrad")) == [VOLGOGRAD]


def test_the_server_finds_pages_by_any_name(indexed: str) -> None:
    assert {words: explorer(words) for words in FOUND} == FOUND
    assert explorer("Dueren") == explorer("Дюрен") == [DUEREN]
    whole = {"Duren": [DUEREN], "Düren": [DUEREN], "Stalingrad Düren": [], "Stalin": [], "Сталинград": [VOLGOGRAD]}
    assert {words: [page.title for page in Page.objects.search(words)] for words in whole} == whole
    editor = Client()
    editor.force_login(AdminFactory())
    for name in ("wagtailadmin_pages:search", "wagtailadmin_choose_page_search"):
        shown = editor.get(reverse(name), {"q": "Stalingrad"})
        assert (shown.status_code, VOLGOGRAD in shown.text, DUEREN in shown.text) == (200, True, False), name
    assert breaker.current_state == "closed"


def test_the_server_follows_saves(indexed: str, pages) -> None:
    place = Place.objects.get(key="dueren")
    place.names.create(language="de", kind="alias", text="Marcodurum", sort_order=5)
    place.names.commit()
    index_pages_of.call(place.pk)
    Page.objects.filter(pk=pages[0].pk).update(title="Städtepartnerschaftsverein")
    insert_or_update_object(PartnershipPage.objects.get(pk=pages[0].pk))
    connection.order("POST", f"/{indexed}-admin-wagtailcore_page/_refresh")
    assert explorer("Marcodurum") == [DUEREN]
    # Longer than the beginnings that are stored.
    assert explorer("Städtepartnerschaftsv") == ["Städtepartnerschaftsverein"]
    remove_object(pages[1])
    connection.order("POST", f"/{indexed}-admin-wagtailcore_page/_refresh")
    assert explorer("Chemnitz") == ["Städtepartnerschaftsverein"]


def test_what_the_server_missed_it_is_told_when_it_is_back(indexed: str, pages) -> None:
    with override_settings(SEARCH_URLS=[closed_port()]):
        Page.objects.filter(pk=pages[0].pk).update(title="Neuer Titel")
        insert_or_update_object(PartnershipPage.objects.get(pk=pages[0].pk))
        remove_object(pages[1])
        pages[1].delete()
        assert outbox.send_what_waits() == 0
    missed = SearchChange.objects.filter(key__startswith="admin:").count()
    assert missed >= 2
    breaker.close()
    assert outbox.send_what_waits() >= missed
    assert not SearchChange.objects.exists()
    connection.order("POST", f"/{indexed}-admin-wagtailcore_page/_refresh")
    held = connection.order(
        "POST", f"/{indexed}-admin-wagtailcore_page/_search", {"query": {"match": {"title": "neuer"}}}
    )
    assert [hit["_id"] for hit in held["hits"]["hits"]] == [str(pages[0].pk)]
    assert connection.order("GET", f"/{indexed}-admin-wagtailcore_page/_count")["count"] == Page.objects.count()


def test_nothing_is_written_to_an_index_that_no_rebuild_has_made(elastic: str, pages) -> None:
    insert_or_update_object(pages[0])
    assert connection.order("GET", f"/_cat/indices/{elastic}*", format="json") == []
    assert explorer("Stalingrad") == [VOLGOGRAD]
    breaker.close()


@pytest.mark.parametrize("backend", ["opensearch3", pytest.param("elasticsearch9", marks=pytest.mark.slow)])
def test_without_the_server_the_database_answers_and_saving_works(backend: str, pages) -> None:
    with searching_on(closed_port(), backend):
        assert {words: explorer(words) for words in FOUND} == FOUND
        found = Page.objects.filter(depth__gt=2).autocomplete("Chemnitz")
        assert (found.count(), len(found[:1]), breaker.current_state) == (2, 1, "open")
        directory = pages[0].get_parent().specific
        directory.title = "Verzeichnis"
        directory.save()
        insert_or_update_object(directory)
        assert explorer("Verzeichnis") == ["Verzeichnis"]
        pages[0].delete()
        assert explorer("Stalingrad") == []


def test_a_server_that_says_nothing_is_waited_for_once(pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "SWIFT", 0.05)
    with black_hole() as address, searching_on(address):
        found = Page.objects.filter(depth__gt=2).autocomplete("Chemnitz")
        assert (len(found), found.count()) == (2, 2)
        assert breaker.fail_counter == 1
