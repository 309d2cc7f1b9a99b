"""Partnerships as another site gets them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker
from wagtail.models import Site

from cms.content_store.models import ContentItem
from cms.entities.models import Place
from partnerships.api.geography import FeatureCollection
from partnerships.models import Confirmation, PartnershipPage
from partnerships.schemas import PartnershipDetail
from tests.factories.entities import PlaceFactory
from tests.factories.pages import draft_translation, publish, publish_section
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import build_site, home_of
from tests.partnerships.conftest import build_chemnitz, build_saxony, build_volgograd

ROOT = "/api/v1/partnerships/"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[int]]:
    """Chemnitz and Gera with Volgograd, and the two German places with each other; built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        directory = publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
        publish(draft_translation(directory, "ru", home_of("ru"), title="Партнёрства"))
        saxony = build_saxony()
        chemnitz, volgograd = build_chemnitz(saxony), build_volgograd()
        gera = PlaceFactory(
            key="gera-1", country=saxony.country, region=saxony, kind="district", latitude=50.88, longitude=12.08,
            names={"de": "Gera", "ru": "Гера", "en": "Gera"},
        )  # fmt: skip
        resting = [{"state": "resting", "starts": "2022-03"}]
        drafts = [
            profile(directory, chemnitz, volgograd, since="1988", changes=resting),
            profile(
                directory,
                gera,
                volgograd,
                since="2001-05-02",
                kind="friendship",
                changes=[{"state": "active"}],
                sources="https://gera.example/ru",
            ),
            profile(directory, chemnitz, gera, since=""),
        ]
        yield [publish(draft).pk for draft in drafts]
        transaction.set_rollback(True)


@pytest.fixture
def pages(built: list[int], db: None) -> list[PartnershipPage]:
    return [PartnershipPage.objects.get(pk=pk) for pk in built]


def get(client: Client, path: str = "", **parameters: Any) -> Any:
    return client.get(f"{ROOT}{path}", parameters).json()


def titles(client: Client, **parameters: Any) -> list[str]:
    return [card["title"] for card in get(client, **parameters)["items"]]


CHEMNITZ, GERA, BOTH = "Chemnitz – Wolgograd", "Gera – Wolgograd", "Chemnitz – Gera"


CASES = [
    ({}, [BOTH, CHEMNITZ, GERA]),
    ({"order": "since"}, [CHEMNITZ, GERA, BOTH]),
    ({"order": "-since"}, [GERA, CHEMNITZ, BOTH]),
    ({"order": "distance"}, [BOTH, CHEMNITZ, GERA]),
    ({"q": "stalingr", "order": "name"}, [CHEMNITZ, GERA]),
    ({"q": "Kontakt Karl-Marx-Stadt stalingrad"}, [CHEMNITZ]),
    ({"q": "Сталинград гера"}, [GERA]),
    ({"state": ["resting", "active"]}, [CHEMNITZ, GERA]),
    ({"kind": "friendship"}, [GERA]),
    ({"level": "district"}, [BOTH, GERA]),
    ({"country": "RU"}, [CHEMNITZ, GERA]),
    ({"region": ["saxony", "volgograd-oblast-1"]}, [CHEMNITZ, GERA]),
    ({"place": "chemnitz-1"}, [BOTH, CHEMNITZ]),
    ({"decade": ["1980", "unknown"]}, [BOTH, CHEMNITZ]),
    ({"since_from": "1988-01-01", "since_until": "1990-01-01"}, [CHEMNITZ]),
    ({"distance_max": 100}, [BOTH]),
    ({"distance_min": 100}, [CHEMNITZ, GERA]),
    ({"confirmed_from": "2000-01-01"}, []),
    ({"locale": "ru", "q": "wolgograd", "order": "name"}, ["Гера – Волгоград", "Хемниц – Волгоград"]),
]


def test_filters_ranges_and_orders(client: Client, pages: list) -> None:
    assert [(case, titles(client, **case)) for case, _expected in CASES] == CASES


def test_cursors_lead_through_every_order_whatever_comes_between(client: Client, pages: list) -> None:
    for order in ("name", "since", "-since", "distance", "-distance", "-confirmed", "relevance"):
        asked = {"order": order, **({"q": "Chemnitz Gera Wolgograd"} if order == "relevance" else {})}
        whole, cursor, found = titles(client, **asked), None, []
        assert len(whole) == len(pages)
        for _page in whole:
            answer = get(client, limit=1, **asked, **({"cursor": cursor} if cursor else {}))
            found += [card["title"] for card in answer["items"]]
            cursor = answer["next_cursor"]
            assert answer["total"] == len(whole)
        assert (order, found, cursor) == (order, whole, None)
    first = get(client, limit=1)
    aachen, gera = PlaceFactory(key="aachen-1", names={"de": "Aachen"}), Place.objects.get(key="gera-1")
    publish(profile(pages[0].get_parent().specific, aachen, gera))
    assert [card["title"] for card in get(client, cursor=first["next_cursor"])["items"]] == [CHEMNITZ, GERA]


UNKNOWN = [
    {"color": "red"}, {"state": "sleeping"}, {"kind": "love"}, {"level": "village"}, {"order": "size"},
    {"since_from": "yesterday"}, {"distance_min": -1}, {"cursor": "nonsense"}, {"cursor": "WyJuYW1lIiwgMV0="},
    {"cursor": "bnVsbA=="}, {"locale": "fr"}, {"limit": 0}, {"limit": 101}, {"q": "x" * 201}, {"region": "x" * 101},
]  # fmt: skip


def test_what_is_not_known_is_refused(client: Client, site: Site) -> None:
    answers = [client.get(ROOT, parameters) for parameters in UNKNOWN]
    assert [(answer.status_code, answer["Content-Type"]) for answer in answers] == [
        (400, "application/problem+json")
    ] * len(UNKNOWN)


def test_counts_leave_out_a_facets_own_choice(client: Client, pages: list) -> None:
    answer = get(client, "facets/", state="resting")
    assert answer["total"] == 1
    assert {value["value"]: (value["label"], value["count"]) for value in answer["facets"]["state"]} == {
        "active": ("aktiv", 1),
        "resting": ("ruht", 1),
        "unknown": ("nicht bekannt", 1),
    }
    assert [(value["value"], value["label"], value["country"]) for value in answer["facets"]["region"]] == [
        ("saxony", "Sachsen", "DE"),
        ("volgograd-oblast-1", "Gebiet Wolgograd", "RU"),
    ]


def test_detail_is_the_content_item(client: Client, pages: list) -> None:
    answer = client.get(f"{ROOT}{pages[0].pk}/")
    assert answer.content == bytes(ContentItem.objects.get(pk=pages[0].pk).detail)
    assert PartnershipDetail.model_validate_json(answer.content).status.state == "resting"
    assert client.get(f"{ROOT}{pages[0].get_parent().pk}/").status_code == 404


def test_geojson_says_the_same_as_the_file(client: Client, pages: list) -> None:
    answer = get(client, "geojson/", kind="friendship")
    file = client.get("/de/partnerships/directory.geojson", {"kind": "friendship"})
    assert answer["features"] == json.loads(b"".join(file.streaming_content))["features"]
    assert FeatureCollection.model_validate(answer).total == 1
    assert (answer["truncated"], answer["as_of"], answer["attribution"]) == (
        False,
        timezone.localdate().isoformat(),
        "Koordinaten und Einwohnerzahlen: GeoNames (geonames.org), CC BY 4.0",
    )
    assert [feature["id"] for feature in answer["features"]] == [
        f"partnership-{pages[1].pk}", "place-gera-1", "place-volgograd-1",
    ]  # fmt: skip
    line, _gera, volgograd = answer["features"]
    assert line["geometry"]["coordinates"] == [[12.08, 50.88], [44.50184, 48.71939]]
    assert (line["properties"]["licence"], line["properties"]["sources"]) == ("CC BY 4.0", ["https://gera.example/ru"])
    assert volgograd["properties"]["region"] == "Gebiet Wolgograd"


def test_places_come_page_by_page(client: Client, pages: list) -> None:
    found, cursor = [], None
    for _page in range(3):
        answer = get(client, "places/", limit=1, **({"cursor": cursor} if cursor else {}))
        found += [place["key"] for place in answer["items"]]
        cursor = answer["next_cursor"]
    assert (found, cursor) == (["chemnitz-1", "gera-1", "volgograd-1"], None)
    first = get(client, "places/", limit=1, country="DE", q="g")
    assert ([place["key"] for place in first["items"]], first["next_cursor"]) == (["gera-1"], None)
    refused = ({"color": "red"}, {"limit": 101}, {"cursor": "x"}, {"cursor": "zz~a"}, {"page": 2})
    assert [client.get(f"{ROOT}places/", parameters).status_code for parameters in refused] == [400] * len(refused)


def test_places_and_regions_with_their_names(client: Client, pages: list) -> None:
    found = get(client, "places/", q="stalin")["items"]
    assert [(place["key"], place["name"], place["partnerships"]) for place in found] == [
        ("volgograd-1", "Wolgograd", 2)
    ]
    assert [place["key"] for place in get(client, "places/", country="DE")["items"]] == ["chemnitz-1", "gera-1"]
    names = get(client, "places/volgograd-1/")["names"]
    assert [(row["language"], row["kind"], row["text"]) for row in names] == [
        ("de", "official", "Wolgograd"),
        ("ru", "official", "Волгоград"),
        ("en", "official", "Volgograd"),
        ("ru", "former", "Сталинград"),
        ("de", "former", "Stalingrad"),
    ]
    regions = get(client, "regions/")["items"]
    assert [(region["key"], region["country"], region["partnerships"]) for region in regions] == [
        ("saxony", "DE", 3),
        ("volgograd-oblast-1", "RU", 2),
    ]
    assert get(client, "regions/saxony/")["names"][1]["text"] == "Саксония"
    PlaceFactory(key="alone")
    assert [client.get(f"{ROOT}{path}").status_code for path in ("places/alone/", "regions/none/")] == [404, 404]


def test_statistics_are_of_today(client: Client, pages: list) -> None:
    assert get(client, "statistics/") == {
        "day": timezone.localdate().isoformat(),
        "total": 3,
        "places": 3,
        "states": {"active": 1, "resting": 1, "unknown": 1},
        "kinds": {"partnership": 2, "friendship": 1},
        "topics": {},
        "decades": {"1980": 1, "2000": 1, "unknown": 1},
        "levels": {"city": 3, "district": 2},
        "countries": {"DE": 3, "RU": 2},
        "regions": {"DE": {"saxony": 3}, "RU": {"volgograd-oblast-1": 2}},
    }


def test_confirmations_are_ordered_and_ranged(client: Client, pages: list) -> None:
    today = timezone.localdate()
    Confirmation.objects.create(partnership=pages[1].translation_key, confirmed_on=today)
    publish(pages[1])
    assert titles(client, order="-confirmed")[0] == GERA
    assert titles(client, confirmed_from=today.isoformat()) == [GERA]
    assert titles(client, confirmed_from=(today + timedelta(days=1)).isoformat()) == []


def test_queries_do_not_grow(client: Client, pages: list, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for path, expected in (
        ("", 2),
        ("facets/", 1),
        ("geojson/", 1),
        ("statistics/", 1),
        ("places/", 1),
        ("regions/", 1),
    ):
        client.get(f"{ROOT}{path}")
        for parameters in ({"place": "gera-1", "state": "active"}, {}):
            with django_assert_num_queries(expected):
                client.get(f"{ROOT}{path}", parameters if path not in ("places/", "regions/") else {})
