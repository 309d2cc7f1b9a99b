"""Search and suggestions at /api/v1/search/."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.entities.models import Place
from search.services import throttling
from tests.factories.pages import publish
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site

API = "/api/v1/search/"


@pytest.fixture
def towns(db: None) -> tuple[Place, Place]:
    build_site()
    towns = two_towns()
    towns[1].names.add(type(towns[1].names.first())(language="de", kind="former", text="Stalingrad"))
    towns[1].save()
    publish(profile(german_directory(), *towns))
    return towns


def test_hits_of_every_kind_with_counts_and_marks(towns: tuple[Place, Place], client: Client) -> None:
    response = client.get(API, {"q": "Волгоград"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    found = response.json()
    assert {name: found[name] for name in ("total", "page", "pages", "words", "corrected")} == {
        "total": 4, "page": 1, "pages": 1, "words": "all", "corrected": None,
    }  # fmt: skip
    assert sorted((item["card"]["type"], item["kind"], item["card"]["title"]) for item in found["items"]) == [
        ("partnerships.partnership", "Partnerschaft", "Chemnitz – Wolgograd"),
        ("partnerships.place", "Ort", "Chemnitz"),
        ("partnerships.place", "Ort", "Wolgograd"),
        ("partnerships.region", "Region", "Gebiet Wolgograd"),
    ]
    place = next(item for item in found["items"] if item["card"]["title"] == "Chemnitz")
    assert place["highlight"] == [
        {"text": f"Sachsen, {towns[0].country.name_in('de')}. Partnerschaften mit ", "marked": False, "language": ""},
        {"text": "Wolgograd", "marked": True, "language": ""},
        {"text": ".", "marked": False, "language": ""},
    ]
    assert found["facets"]["region"] == [
        {"value": "volgograd-oblast-2", "label": "Gebiet Wolgograd", "language": "", "count": 3},
        {"value": "saxony-2", "label": "Sachsen", "language": "", "count": 2},
    ]
    assert found["facets"]["theme"] == []


def test_everything_narrows(towns: tuple[Place, Place], client: Client) -> None:
    def titles(**asked: object) -> list[str]:
        return sorted(item["card"]["title"] for item in client.get(API, {"q": "Wolgograd", **asked}).json()["items"])

    assert titles(type=["partnerships.place", "partnerships.region"], country="RU") == ["Gebiet Wolgograd", "Wolgograd"]
    assert titles(near="48.7,44.5,20") == ["Wolgograd"]
    assert titles(since="1991-01-01", until="1991-12-31") == ["Chemnitz – Wolgograd"]
    assert titles(locale="ru") == []
    assert titles(limit=1, page=2, order="title") == ["Chemnitz – Wolgograd"]


def test_misspelt_words(towns: tuple[Place, Place], client: Client) -> None:
    asked = {"q": "Wolgogrod"}
    assert client.get(API, asked).json()["corrected"] == "Wolgograd"
    assert client.get(API, {**asked, "as_typed": "true"}).json()["total"] == 0


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "q"),
        (f"?q={'x' * 201}", "q"),
        ("?q=a&colour=red", "colour"),
        ("?q=a&q=b", "q"),
        ("?q=a&locale=fr", "locale"),
        ("?q=a&order=best", "order"),
        ("?q=a&near=91,0,5", "near"),
        ("?q=a&near=here", "near"),
        ("?q=a&page=101", "page"),
        ("?q=a&limit=51", "limit"),
        ("?q=a&since=yesterday", "since"),
        ("suggest/?q=a&limit=9", "limit"),
        ("suggest/?q=a&page=1", "page"),
    ],
)
def test_wrong_parameters_are_problems(db: None, client: Client, path: str, name: str) -> None:
    response = client.get(f"{API}{path}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert [invalid["name"] for invalid in response.json()["invalid_params"]] == [name]


@pytest.mark.parametrize("path", ["?q=Wolgograd", "suggest/?q=Wolg"])
def test_validators_and_methods(towns: tuple[Place, Place], client: Client, path: str) -> None:
    response = client.get(f"{API}{path}")
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get(f"{API}{path}", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.head(f"{API}{path}").content == b""
    assert client.options(f"{API}{path}").status_code == 204
    assert client.post(f"{API}{path}").status_code == 405


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Wolg", [("Wolgograd", ""), ("Gebiet Wolgograd", ""), ("Chemnitz – Wolgograd", "")]),
        ("волг", [("Wolgograd", ""), ("Gebiet Wolgograd", ""), ("Chemnitz – Wolgograd", "")]),
        ("Stalin", [("Wolgograd", "Stalingrad"), ("Chemnitz – Wolgograd", "Stalingrad")]),
        ("chemn wolg", [("Chemnitz – Wolgograd", "")]),
        ("Wolgogrod", [("Wolgograd", ""), ("Gebiet Wolgograd", ""), ("Chemnitz – Wolgograd", "")]),
        ("xyzzy", []),
        (" ", []),
    ],
)
def test_suggestions(towns: tuple[Place, Place], client: Client, typed: str, offered: list[tuple[str, str]]) -> None:
    found = client.get(f"{API}suggest/", {"q": typed}).json()["suggestions"]
    assert [(one["title"], one["matched"]) for one in found] == offered
    assert all(one["kind"] for one in found)


def test_a_client_may_not_ask_without_end(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setattr(throttling, "MOST_SEARCHES", 1)
    answers = [client.get(API, {"q": "a"}, REMOTE_ADDR="192.0.2.77") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1]["Content-Type"] == "application/problem+json"
    assert 1 <= int(answers[1]["Retry-After"]) <= 60
    assert client.get(API, {"q": "a"}, REMOTE_ADDR="192.0.2.78").status_code == 200


def test_queries(towns: tuple[Place, Place], client: Client) -> None:
    for path, number in (("?q=Wolgograd", 10), ("?q=Chemnitz", 10), ("suggest/?q=Wolg", 2)):
        client.get(f"{API}{path}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{API}{path}")
        assert (path, len(queries)) == (path, number)
