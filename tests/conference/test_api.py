"""Editions, deadlines and working groups as a front end gets them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conference.content import EditionPresenter
from conference.models import EditionPage, SeriesPage
from conference.schemas import EditionDetail
from tests.factories.conference import (
    DeadlineFactory,
    EditionHostPlaceFactory,
    EditionPageFactory,
    WorkingGroupFactory,
)
from tests.factories.entities import OrganisationFactory, PlaceFactory
from tests.factories.pages import publish

EDITIONS = "/api/v1/conference/editions/"


def make_edition(series: SeriesPage, number: int, **fields: object) -> EditionPage:
    page = EditionPageFactory(parent=series, number=number, **fields)
    organisation = OrganisationFactory(key=f"organisation-of-{number}", names={"de": "Das Forum"})
    EditionHostPlaceFactory(page=page, place=PlaceFactory(key=f"place-of-{number}", names={"de": "Kaluga"}))
    DeadlineFactory(page=page)
    WorkingGroupFactory(page=page, coordinator=organisation)
    return publish(page)


def numbers(client: Client, **parameters: object) -> list[int]:
    return [card["number"] for card in client.get(EDITIONS, parameters).json()["items"]]


def test_list_holds_cards_as_they_are_stored(client: Client, series: SeriesPage) -> None:
    edition = make_edition(series, 16)
    answer = client.get(EDITIONS).json()
    assert answer["next_cursor"] is None
    assert [(card["id"], card["ordinal"], card["where"]) for card in answer["items"]] == [
        (edition.pk, "XVI.", "Kaluga und online")
    ]


def test_filters(client: Client, series: SeriesPage) -> None:
    today = timezone.localdate()
    make_edition(series, 16)
    make_edition(series, 17, starts_on=today + timedelta(days=9), ends_on=today + timedelta(days=10))
    year = (today + timedelta(days=9)).year
    found = [
        numbers(client),
        numbers(client, order="date"),
        numbers(client, series=str(series.translation_key)),
        numbers(client, number=16),
        numbers(client, year=year),
        numbers(client, place="place-of-16"),
        numbers(client, state="announced"),
        numbers(client, state="past", number=17),
        numbers(client, locale="ru"),
    ]
    assert found == [[17, 16], [16, 17], [17, 16], [16], [17], [16], [17], [], []]


def test_pages_of_a_list(client: Client, series: SeriesPage) -> None:
    for number in (14, 15, 16):
        make_edition(series, number, slug=f"nr-{number}")
    first = client.get(EDITIONS, {"limit": 2}).json()
    second = client.get(EDITIONS, {"limit": 2, "cursor": first["next_cursor"]}).json()
    shown = [card["number"] for card in [*first["items"], *second["items"]]]
    assert (sorted(shown), second["next_cursor"]) == ([14, 15, 16], None)


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"colour": "red"}, "colour"),
        ({"state": "soon"}, "state"),
        ({"number": "XVI"}, "number"),
        ({"locale": "xx"}, "locale"),
    ],
)
def test_refused_parameters(client: Client, series: SeriesPage, parameters: dict, name: str) -> None:
    response = client.get(EDITIONS, parameters)
    refused = [entry["name"] for entry in response.json()["invalid_params"]]
    assert (response.status_code, response["Content-Type"], refused) == (400, "application/problem+json", [name])


def test_detail_is_as_the_schema_says(client: Client, series: SeriesPage) -> None:
    edition = make_edition(series, 16)
    answer = client.get(f"{EDITIONS}{edition.pk}/").json()
    assert (answer["type"], answer["number"]) == (EditionPresenter.type, 16)
    assert EditionDetail.model_validate(answer).model_dump(mode="json") == answer


def test_deadlines(client: Client, series: SeriesPage) -> None:
    edition = make_edition(series, 16)
    assert client.get(f"{EDITIONS}{edition.pk}/deadlines/").json() == {
        "items": [
            {
                "id": str(edition.deadlines.get().translation_key),
                "audience": "press",
                "mode": "in_person",
                "moment": "2021-06-07T23:59:00+02:00",
                "moment_utc": "2021-06-07T21:59:00Z",
                "time_zone": "Europe/Berlin",
                "state": "closed",
                "label": "Akkreditierung vor Ort",
                "note": "",
            }
        ]
    }


def test_working_groups(client: Client, series: SeriesPage) -> None:
    edition = make_edition(series, 16)
    assert client.get(f"{EDITIONS}{edition.pk}/working-groups/").json() == {
        "items": [
            {
                "id": str(edition.working_groups.get().translation_key),
                "number": 1,
                "title": "Wirtschaft",
                "description": "",
                "coordinator": {
                    "key": "organisation-of-16",
                    "name": "Das Forum",
                    "language": "de",
                    "abbreviation": "",
                    "website": "",
                },
            }
        ]
    }


@pytest.mark.parametrize("part", ["", "deadlines/", "working-groups/"])
def test_what_is_not_a_public_edition_is_not_found(client: Client, series: SeriesPage, part: str) -> None:
    draft = EditionPageFactory(parent=series, number=17)
    addresses = [f"{EDITIONS}{pk}/{part}" for pk in (draft.pk, series.pk, 999999)]
    answers = [client.get(address) for address in addresses]
    assert [(answer.status_code, answer["Content-Type"]) for answer in answers] == [
        (404, "application/problem+json")
    ] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client: Client, series: SeriesPage, count: int, django_assert_num_queries: object) -> None:
    editions = [make_edition(series, number) for number in range(1, count + 1)]
    address = f"{EDITIONS}{editions[0].pk}/"
    for path, most in ((EDITIONS, 1), (address, 1), (f"{address}deadlines/", 1), (f"{address}working-groups/", 1)):
        with django_assert_num_queries(most):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize("part", ["", "deadlines/", "working-groups/"])
def test_an_unchanged_answer_is_not_sent_twice(client: Client, series: SeriesPage, part: str) -> None:
    edition = make_edition(series, 16)
    address = f"{EDITIONS}{edition.pk}/{part}"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
