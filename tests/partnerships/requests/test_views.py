"""The list with its filters, and a request with what fits it."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cms.content_store.models import ContentItem
from cms.entities.models import Place, Topic
from partnerships.models import PartnerRequestIndexPage, PartnerRequestPage
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.pages import add_topics, publish_section
from tests.factories.partnerships import profile
from tests.factories.requests import behind, partner_request

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def listed(built: int, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two requests instead of the one that is there."""
    with django_db_blocker.unblock(), transaction.atomic():
        PartnerRequestPage.objects.get(pk=built).unpublish()
        index = PartnerRequestIndexPage.objects.get(slug="gesuche")
        musterstadt, tver = (Place.objects.get(key=key) for key in ("musterstadt", "twer"))
        youth = TopicFactory(key="youth", names={"de": "Jugend"})
        climate = TopicFactory(key="climate", names={"de": "Klima"})
        sought = partner_request(
            index, title="Musterstadt sucht", slug="musterstadt", place=musterstadt, topics=[youth, climate],
            wished_country=tver.country, wished_size="large", languages=("de", "ru"),
        )  # fmt: skip
        behind(sought)
        publish_section(sought)
        offer = {"title": "Twer bietet", "slug": "twer", "kind": "offer", "place": tver, "languages": ("ru",)}
        publish_section(partner_request(index, topics=[youth], **offer))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sought(listed: None, db: None) -> PartnerRequestPage:
    return PartnerRequestPage.objects.get(slug="musterstadt")


@pytest.fixture
def offered(listed: None, db: None) -> PartnerRequestPage:
    return PartnerRequestPage.objects.get(slug="twer")


@pytest.fixture
def youth(listed: None, db: None) -> Topic:
    return Topic.objects.get(key="youth")


def titles(response) -> list[str]:
    return [card["title"] for card in response.context["cards"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Musterstadt sucht", "Twer bietet"]),
        ("?kind=seek", ["Musterstadt sucht"]),
        ("?topic=climate", ["Musterstadt sucht"]),
        ("?topic=youth", ["Musterstadt sucht", "Twer bietet"]),
        ("?country=RU", ["Twer bietet"]),
        ("?size=large", ["Musterstadt sucht", "Twer bietet"]),
        ("?size=small", ["Twer bietet"]),
        ("?size=small&kind=seek", []),
        ("?topic=unknown", []),
        ("?after=nonsense", ["Musterstadt sucht", "Twer bietet"]),
    ],
)
def test_the_list_and_its_filters(client: Client, index, sought, offered, query, expected):
    response = client.get(f"/de/gesuche/{query}")
    assert (response.status_code, sorted(titles(response))) == (200, expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=seek&country=RU", [("Suche oder Angebot", "Suche", "?country=RU"), ("Land", "Russland", "?kind=seek")]),
        ("?topic=climate", [("Thema", "Klima", "?")]),
        ("?size=large", [("Passende Ortsgröße", "100.000 bis 500.000 Einwohner", "?")]),
        ("?topic=unknown", [("Thema", "unknown", "?")]),
    ],
)
def test_chosen_filters_can_be_taken_away(client: Client, index, sought, offered, query, expected):
    active = client.get(f"/de/gesuche/{query}").context["active_filters"]
    assert [(str(each.label), str(each.value), each.address) for each in active] == expected


def test_filters_offer_what_leads_somewhere(client: Client, index, sought, offered):
    response = client.get("/de/gesuche/")
    offers = {
        each.name: [(choice.value, choice.count) for choice in each.choices] for each in response.context["filters"]
    }
    assert offers == {
        "kind": [("seek", 1), ("offer", 1)],
        "topic": [("youth", 2), ("climate", 1)],
        "country": [("DE", 1), ("RU", 1)],
        "size": [("small", 1), ("medium", 1), ("large", 2), ("major", 1)],
    }


def test_what_is_over_is_in_no_list_before_the_worker_knows(client: Client, index, sought):
    past = timezone.now() - timedelta(seconds=1)
    PartnerRequestPage.objects.filter(pk=sought.pk).update(expire_at=past)
    ContentItem.objects.filter(pk=sought.pk).update(expires_at=past)
    assert titles(client.get("/de/gesuche/")) == ["Twer bietet"]
    assert client.get(sought.url).status_code == 404


def test_a_request_shows_facts_and_reasons(client: Client, directory, sought, offered, tver, youth):
    town = PlaceFactory(key="perm", country=tver.country, population=300_000, names={"de": "Perm", "ru": "Пермь"})
    pair = profile(directory, town, PlaceFactory(key="kassel", names={"de": "Kassel"}))
    add_topics(pair, youth)
    publish_section(pair)
    response = client.get(sought.url)
    found = response.context["suggestions"]
    assert [(each.shown["title"], list(each.reasons)) for each in found.requests] == [
        ("Twer bietet", [
            "im gesuchten Land", "die gesuchte Größe", "gemeinsame Themen: Jugend", "eine sucht, die andere bietet",
            "gemeinsame Sprachen: Russisch",
        ])
    ]  # fmt: skip
    assert [(each.shown.name.text, list(each.reasons)) for each in found.towns] == [
        ("Perm", ["im gesuchten Land", "die gesuchte Größe", "gemeinsame Themen: Jugend"])
    ]
    text = response.content.decode()
    for words in ("Der Kommune schreiben", "48.000 Einwohner", "Russland", "100.000 bis 500.000 Einwohner",
                  "Deutsch, Russisch", "Was die Kommune mitbringt", "Zwei Schulen und ein Chor.",
                  '<a href="/de/partnerships/places/perm/">Perm</a>'):  # fmt: skip
        assert words in text
    data = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (data["@type"], data["offeredBy"]["name"], data["eligibleRegion"][0]["name"]) == (
        "Demand", "Musterstadt", "Russland",
    )  # fmt: skip


def test_a_partner_is_not_suggested(client: Client, directory, sought, musterstadt, tver, youth):
    pair = profile(directory, tver, musterstadt)
    add_topics(pair, youth)
    publish_section(pair)
    assert client.get(sought.url).context["suggestions"].towns == []


def test_profiles_show_the_requests_of_their_places(client: Client, directory, sought, musterstadt, tver):
    page = publish_section(profile(directory, musterstadt, tver))
    detail = json.loads(bytes(ContentItem.objects.get(pk=page.pk).detail))
    assert sorted(link["title"] for link in detail["mentions"]) == ["Musterstadt sucht", "Twer bietet"]
    assert detail["neighbours"] == []


def test_pages_ask_the_database_alike_for_any_number(client: Client, index, sought, offered, tver, youth):
    paths = ("/de/gesuche/", "/de/gesuche/musterstadt/", "/de/gesuche/?kind=seek")
    before = {path: queries_of(client, path) for path in paths}
    for number in range(3):
        place = PlaceFactory(key=f"p{number}", country=tver.country, population=200_000)
        publish_section(partner_request(index, kind="seek", place=place, topics=[youth]))
    assert {path: queries_of(client, path) for path in paths} == before
    assert max(before.values()) <= 40


def queries_of(client: Client, path: str) -> int:
    """How many queries the page costs when it is asked for again."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
