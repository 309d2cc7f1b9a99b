"""Files hold exactly what the page of the same parameters shows."""

import csv
import io
import json

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from partnerships.models import DirectoryPage
from partnerships.services.exporting import files
from partnerships.views import files as views
from tests.factories.directory import card, side, store

FIRST = 1_000_000
CARDS = tuple(
    card(
        number,
        side(f"town-{number % 7}", region="thuringia"),
        side(f"gorod-{number}", country="RU"),
        since=str(1950 + number % 9),
        state=("active", "resting")[number % 2],
    )
    for number in range(FIRST, FIRST + 60)
)
NARROWED = "?state=resting&order=-since"


@pytest.fixture(autouse=True)
def stored(directory: DirectoryPage, monkeypatch: pytest.MonkeyPatch) -> str:
    """Sixty partnerships, read in chunks."""
    monkeypatch.setattr(files, "CHUNK", 7)
    store(*CARDS)
    return directory.url


def taken(client: Client, extension: str, parameters: str = NARROWED) -> bytes:
    response = client.get(f"/de/partnerships/directory.{extension}{parameters}")
    assert response.status_code == 200
    assert f'.{extension}"' in response["Content-Disposition"]
    return body(response)


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)


def shown(client: Client, stored: str) -> list[str]:
    """Titles on all pages of the result."""
    pages = [client.get(f"{stored}{NARROWED}&page={page}") for page in (1, 2)]
    count = pages[0].context["result"].pages
    return [found["title"] for page in pages[:count] for found in page.context["cards"]]


def test_every_format_has_the_result_in_its_order(client: Client, stored: str) -> None:
    expected = shown(client, stored)
    assert len(expected) == 30
    rows = list(csv.reader(io.StringIO(taken(client, "csv").decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == expected
    sheet = load_workbook(io.BytesIO(taken(client, "xlsx"))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected
    found = json.loads(taken(client, "json"))
    assert [item["title"] for item in found["items"]] == expected
    assert (found["total"], found["source"]) == (30, f"http://localhost{stored}?state=resting&order=-since")
    lines = [feature for feature in json.loads(taken(client, "geojson"))["features"] if "partnership" in feature["id"]]
    assert [line["properties"]["title"] for line in lines] == expected


def test_headings_are_in_the_language_of_the_address(client: Client) -> None:
    response = client.get("/ru/partnerships/directory.csv")
    assert body(response).decode("utf-8-sig").splitlines()[0].startswith("Партнёрство,Место 1,Регион 1")


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get(f"/de/partnerships/directory.csv{NARROWED}")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get(f"/de/partnerships/directory.csv{NARROWED}", **again).status_code == 304
    assert client.get("/de/partnerships/directory.csv", **again).status_code == 200
    store(card(FIRST, side("town-1"), side("gorod-1", country="RU"), state="resting"))
    assert client.get(f"/de/partnerships/directory.csv{NARROWED}", **again).status_code == 200


def test_nobody_takes_files_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_FILES", 2)
    answers = [client.get("/de/partnerships/directory.json", REMOTE_ADDR="198.51.100.7") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    assert client.get("/de/partnerships/directory.json", REMOTE_ADDR="203.0.113.7").status_code == 200
