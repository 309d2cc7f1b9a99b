"""The list with its filters, and a request with what fits it."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.content_store.models import ContentItem
from partnerships.models import PartnerRequestPage
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.pages import add_topics, publish_section
from tests.factories.partnerships import profile
from tests.factories.requests import behind, partner_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def youth(db):
    return TopicFactory(key="youth", names={"de": "Jugend"})


@pytest.fixture
def climate(db):
    return TopicFactory(key="climate", names={"de": "Klima"})


@pytest.fixture
def sought(index, musterstadt, tver, youth, climate) -> PartnerRequestPage:
    page = partner_request(
        index, title="Musterstadt sucht", slug="musterstadt", place=musterstadt, topics=[youth, climate],
        wished_country=tver.country, wished_size="large", languages=("de", "ru"),
    )  # fmt: skip
    behind(page)
    return publish_section(page)


@pytest.fixture
def offered(index, tver, youth) -> PartnerRequestPage:
    return publish_section(
        partner_request(index, title="Twer bietet", slug="twer", kind="offer", place=tver, topics=[youth],
                        languages=("ru",))
    )  # fmt: skip


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
        ("?size=large", [("Passt für einen Ort mit", "100.000 bis 500.000 Einwohner", "?")]),
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
    assert titles(client.get("/de/gesuche/")) == []
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
    assert [link["title"] for link in detail["mentions"]] == ["Musterstadt sucht"]
    assert detail["neighbours"] == []


@pytest.mark.parametrize("path", ["/de/gesuche/", "/de/gesuche/musterstadt/", "/de/gesuche/?kind=seek"])
def test_pages_ask_the_database_alike_for_any_number(
    client: Client, index, sought, offered, tver, youth, path, django_assert_max_num_queries
):
    client.get(path)
    with django_assert_max_num_queries(40) as few:
        client.get(path)
    for number in range(3):
        place = PlaceFactory(key=f"p{number}", country=tver.country, population=200_000)
        publish_section(partner_request(index, kind="seek", place=place, topics=[youth]))
    client.get(path)
    with django_assert_max_num_queries(40) as many:
        client.get(path)
    assert len(many) == len(few)
