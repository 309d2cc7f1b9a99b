"""What is offered while somebody types, as the browser gets it."""

import pytest
from django.test import Client

from cms.entities.models import Place
from partnerships.models import DirectoryPage
from tests.factories.directory import card, side, store

ADDRESS = "/de/partnerships/suggestions/"


@pytest.fixture(autouse=True)
def stored(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> None:
    store(card(1_000_001, side("chemnitz-1", "Chemnitz"), side("volgograd-1", "Wolgograd", country="RU")))


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("stalin", "Wolgograd (früher Stalingrad)"),
        ("Сталин", "Wolgograd (früher Сталинград)"),
        ("Karl-Marx", "Chemnitz (früher Karl-Marx-Stadt)"),
        ("хемн", "Chemnitz"),
    ],
)
def test_a_place_says_why_it_is_offered(client: Client, typed: str, label: str) -> None:
    found = client.get(ADDRESS, {"q": typed}).json()["suggestions"]
    assert [(entry["label"], entry["note"]) for entry in found] == [
        (label, "1 Partnerschaft"),
        ("Chemnitz – Wolgograd", "Partnerschaft"),
    ]
    assert found[1]["url"] == "/de/partnerschaften/1000001/"


def test_nothing_fits_and_nothing_is_typed(client: Client) -> None:
    assert client.get(ADDRESS, {"q": "xyzzy"}).json() == {"suggestions": []}
    response = client.get(ADDRESS)
    assert (response.json(), response["Cache-Control"]) == ({"suggestions": []}, "public, max-age=60")
