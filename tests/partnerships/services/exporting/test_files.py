"""Files hold the cards given, in their order, and open safely."""

import csv
import io
import json
from typing import Any

from openpyxl import load_workbook

from partnerships.services.directory.points import located
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.directory.searching import Selection
from partnerships.services.directory.snapshot import Snapshot
from partnerships.services.exporting import files
from partnerships.services.exporting.columns import headings
from partnerships.services.exporting.geojson import features
from tests.factories.directory import card, read, side

KALUGA = side("kaluga", region="kaluga-oblast", country="RU", latitude=54.5, longitude=36.2, population=325_000)
SUHL = side("suhl", region="thuringia", latitude=50.6, longitude=10.7)
EVIL = side("evil", name="=1+1", region="thuringia")
CARDS = [
    card(1, SUHL, KALUGA, since="1969", distance_km=1700, topics=["youth"], confirmed_on="2026-01-02"),
    card(2, EVIL, KALUGA, sources=[{"label": "Stadtarchiv", "url": ""}, {"label": "x", "url": "https://x.example/"}]),
    card(3, SUHL, EVIL, KALUGA, state="resting"),
]
FACTS = {"total": 3, "as_of": "2026-11-24", "source": "https://example.org/"}


def rows_of_csv() -> list[dict[str, str]]:
    text = "".join(files.csv_file(CARDS))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def rows_of_xlsx() -> tuple[list[Any], list[dict[str, Any]]]:
    sheet = load_workbook(files.xlsx_file(CARDS)).active
    head, *rows = list(sheet.iter_rows())
    names = [cell.value for cell in head]
    return rows, [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def test_csv_has_a_row_for_each() -> None:
    rows = rows_of_csv()
    assert [row["Partnerschaft"] for row in rows] == ["Suhl – Kaluga", "'=1+1 – Kaluga", "Suhl – =1+1 – Kaluga"]
    assert list(rows[0]) == headings()
    assert rows[0] == {
        "Partnerschaft": "Suhl – Kaluga", "Ort 1": "Suhl", "Region 1": "Thuringia", "Land 1": "DE",
        "Breitengrad 1": "50.6", "Längengrad 1": "10.7", "Einwohner 1": "", "Ort 2": "Kaluga",
        "Region 2": "Kaluga-oblast", "Land 2": "RU", "Breitengrad 2": "54.5", "Längengrad 2": "36.2",
        "Einwohner 2": "325000", "Weitere Orte": "", "Art": "Partnerschaft", "Seit": "1969", "Stand heute": "active",
        "Stand seit": "", "Datum des Stands": "", "Entfernung in km": "1700", "Themen": "Youth",
        "Bestätigt am": "2026-01-02", "Quellen": "", "Adresse": "http://localhost/de/partnerschaften/1/",
        "Lizenz des Datensatzes": "CC BY 4.0", "Koordinaten und Einwohnerzahlen": "GeoNames (geonames.org), CC BY 4.0",
    }  # fmt: skip
    assert (rows[1]["Quellen"], rows[1]["Ort 1"], rows[2]["Weitere Orte"]) == (
        "Stadtarchiv ; https://x.example/",
        "'=1+1",
        "Kaluga",
    )


def test_xlsx_says_the_same_and_calculates_nothing() -> None:
    cells, rows = rows_of_xlsx()
    assert [row["Partnerschaft"] for row in rows] == ["Suhl – Kaluga", "=1+1 – Kaluga", "Suhl – =1+1 – Kaluga"]
    assert {cell.data_type for row in cells for cell in row} == {"s", "n", "inlineStr"}
    assert (rows[0]["Breitengrad 1"], rows[0]["Entfernung in km"]) == (50.6, 1700)


def test_json_holds_the_cards() -> None:
    found = json.loads("".join(files.json_file(CARDS, FACTS)))
    assert found["items"] == CARDS
    assert {name: found[name] for name in FACTS} == FACTS
    assert "GeoNames" in found["attribution"]
    assert json.loads("".join(files.json_file([], FACTS)))["items"] == []


def test_geojson_draws_lines_and_each_place_once() -> None:
    reads = [read(fields) for fields in CARDS]
    snapshot = Snapshot.of("de", reads, {}, {})
    drawn = features(located(Selection(snapshot, DirectoryQuery("de"))), snapshot)
    found = json.loads("".join(files.geojson_file(drawn, FACTS)))
    assert [feature["id"] for feature in found["features"]] == [
        "partnership-2", "place-evil", "place-kaluga", "partnership-3", "place-suhl", "partnership-1",
    ]  # fmt: skip
    lines = [feature["geometry"] for feature in found["features"] if feature["id"].startswith("partnership")]
    assert lines == [
        None,
        {"type": "LineString", "coordinates": [[10.7, 50.6], [36.2, 54.5]]},
        {"type": "LineString", "coordinates": [[10.7, 50.6], [36.2, 54.5]]},
    ]
    assert found["features"][2]["geometry"] == {"type": "Point", "coordinates": [36.2, 54.5]}
    assert found["features"][1]["geometry"] is None
    assert found["features"][0]["properties"] == {
        "kind": "partnership", "title": "=1+1 – Kaluga", "url": "http://localhost/de/partnerschaften/2/",
        "places": ["evil", "kaluga"], "state": "active", "state_as_of": "", "since": "", "distance_km": None,
        "licence": "CC BY 4.0", "sources": ["Stadtarchiv", "https://x.example/"],
    }  # fmt: skip
    assert found["features"][4]["properties"] == {
        "title": "Suhl", "key": "suhl", "url": "http://localhost/de/partnerships/places/suhl/", "level": "city",
        "region": "Thuringia", "country": "DE", "population": None,
        "attribution": "GeoNames (geonames.org), CC BY 4.0",
    }  # fmt: skip
