"""What is typed into the directory is found by the search: the page, its map and files and the API show the same."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from cms.content_store.models import ContentItem
from cms.pages.models.relations import PageTopic
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.pages import publish, publish_section
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import build_site, home_of
from tests.partnerships.conftest import build_chemnitz, build_saxony, build_volgograd

DIRECTORY = "/de/partnerschaften/"
CHEMNITZ, GERA, SUHL = "Chemnitz – Wolgograd", "Gera – Pskow", "Suhl – Kaluga"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Three partnerships by title; built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        directory = publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
        saxony, volgograd = build_saxony(), build_volgograd()
        gera, pskov, suhl, kaluga = (PlaceFactory(names={"de": name}) for name in ("Gera", "Pskow", "Suhl", "Kaluga"))
        topic = TopicFactory(names={"de": "Jugend", "ru": "Молодёжь", "en": "Youth"})
        notes = [{"state": "active", "note": "Der Feuerwehrverein half bei der Städtepartnerschaft mit Wolgograd."}]
        pairs = [
            profile(directory, build_chemnitz(saxony), volgograd, changes=[{"state": "resting"}], since="1988"),
            profile(directory, gera, pskov, changes=notes, since="1972"),
            profile(directory, suhl, kaluga, since="1969"),
        ]
        pairs[0].page_topics.add(PageTopic(topic=topic))
        pairs[0].save()
        yield {page.title: publish(page).pk for page in pairs}
        transaction.set_rollback(True)


@pytest.fixture
def pairs(built: dict[str, int], db: None) -> dict[str, int]:
    return built


def shown(client: Client, **parameters: Any) -> list[str]:
    return [card["title"] for card in client.get(DIRECTORY, parameters).context["cards"]]


CASES = {
    "Stalingrad": [CHEMNITZ, GERA],
    "Сталинград": [CHEMNITZ, GERA],
    "Хемниц": [CHEMNITZ],
    "Karl-Marx-Stadt": [CHEMNITZ],
    "Wolgogrod": [CHEMNITZ, GERA],
    "chemn wolg": [CHEMNITZ],
    "Feuerwehr": [GERA],
    "Feuerwehrverein": [GERA],
    # Whose name it is comes before where it is mentioned.
    "Wolgograd": [CHEMNITZ, GERA],
    "Sachsen Wolgograd": [CHEMNITZ],
    "Jugend Sachsen": [CHEMNITZ],
    "молодежь саксония": [CHEMNITZ],
    "Wolgograd -Feuerwehrverein": [CHEMNITZ],
    '"Feuerwehrverein half"': [GERA],
    "Zugvogelquark": [],
}


def test_every_name_word_and_misspelling(client: Client, pairs: dict) -> None:
    assert {text: shown(client, q=text) for text in CASES} == CASES


def test_the_best_comes_first_unless_another_order_is_asked_for(client: Client, pairs: dict) -> None:
    orders = {
        "": [CHEMNITZ, GERA],
        "since": [GERA, CHEMNITZ],
        "-since": [CHEMNITZ, GERA],
        "relevance": [CHEMNITZ, GERA],
    }
    assert {order: shown(client, q="Wolgograd", order=order) for order in orders} == orders
    found = [client.get(DIRECTORY, asked).context for asked in ({"q": "Wolgograd"}, {"order": "relevance"})]
    assert [[(order.name, order.current) for order in context["orders"]][:3] for context in found] == [
        [("", True), ("name", False), ("since", False)],
        [("", True), ("since", False), ("-since", False)],
    ]


def test_filters_pages_and_counts_narrow_what_is_found(client: Client, pairs: dict) -> None:
    context = client.get(DIRECTORY, {"q": "Stalingrad", "state": "active"}).context
    assert [card["title"] for card in context["cards"]] == [GERA]
    assert dict(context["result"].counts)["state"] == {"active": 1, "resting": 1}


def test_a_word_that_was_misspelt_is_told_and_may_be_kept(client: Client, pairs: dict) -> None:
    html = " ".join(client.get(DIRECTORY, {"q": "Wolgogrod", "state": "active"}).content.decode().split())
    assert "<strong>Wolgograd</strong>" in html
    assert 'href="/de/partnerschaften/?q=Wolgogrod&amp;state=active&amp;as_typed=1"' in html
    assert shown(client, q="Wolgogrod", as_typed="1") == []
    some = client.get(DIRECTORY, {"q": "Kaluga Zugvogelquark"}).context
    assert ([card["title"] for card in some["cards"]], some["found"].words) == ([SUHL], "some")


def test_page_map_files_and_api_show_the_same(client: Client, pairs: dict) -> None:
    for text, expected in {"Wolgogrod": [CHEMNITZ, GERA], "Jugend Sachsen": [CHEMNITZ], "Zugvogelquark": []}.items():
        rows = json.loads(client.get("/de/partnerships/directory.json", {"q": text}).getvalue())["items"]
        features = client.get("/api/v1/partnerships/geojson/", {"q": text, "locale": "de"}).json()["features"]
        answer = client.get("/api/v1/partnerships/", {"q": text, "locale": "de"}).json()
        assert shown(client, q=text, view="map") == shown(client, q=text) == expected
        assert [row["title"] for row in rows] == expected
        assert [item["title"] for item in answer["items"]] == expected
        assert answer["total"] == len(expected)
        assert sorted(feature["id"] for feature in features if feature["id"].startswith("partnership-")) == sorted(
            f"partnership-{pairs[title]}" for title in expected
        )


def test_what_is_hidden_is_not_found(client: Client, pairs: dict) -> None:
    assert shown(client, q="Feuerwehrverein") == shown(client, q="Pskow") == [GERA]
    ContentItem.objects.filter(pk=pairs[GERA]).update(public=False)
    assert shown(client, q="Feuerwehrverein") == shown(client, q="Pskow") == []


def test_queries_do_not_grow_with_what_is_found(client: Client, pairs: dict) -> None:
    def asked(text: str) -> tuple[int, int]:
        client.get(DIRECTORY, {"q": text})
        with CaptureQueriesContext(connection) as queries:
            return len(shown(client, q=text)), len(queries)

    _all, plain = asked("")
    # The names that a word may be, and what is found.
    assert [asked(text) for text in ("Kaluga", "Wolgograd", "Partnerschaft")] == [
        (1, plain + 2), (2, plain + 2), (3, plain + 2),
    ]  # fmt: skip
