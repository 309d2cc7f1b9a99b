from typing import Any

import pytest

from partnerships.services.importing.records import CellFault, date_of, record_of
from tests.factories.imports import CHEMNITZ_VOLGOGRAD

LINES = "https://example.org/a\nAuskunft der Stadt"


def test_a_row_of_the_real_file():
    record = record_of(CHEMNITZ_VOLGOGRAD, {})
    assert record.problems == []
    assert record.facts == {
        "since": "1988",
        "sources": LINES,
        "kind": "partnership",
        "evidence": "high",
        "state": {"state": "resting", "note": "Kontakte ruhen", "as_of": "2022"},
    }
    assert [(side.name, side.country, side.kind, side.region) for side in record.sides] == [
        ("Chemnitz", "DE", "city", "Sachsen"),
        ("Wolgograd", "RU", "city", "Gebiet Wolgograd"),
    ]


@pytest.mark.parametrize(
    ("note", "chosen", "state", "noted"),
    [
        ("ruht", "", "resting", []),
        ("Verwaltung schlug Aussetzung vor", "", "resting", []),
        ("2022 offiziell ausgesetzt laut SPIEGEL", "", "suspended", ["says_suspended"]),
        ("Suspended in 2022", "", "suspended", ["says_suspended"]),
        ("партнёрство приостановлено", "", "suspended", ["says_suspended"]),
        ("ausgesetzt", "resting", "resting", ["says_suspended"]),
        ("", "", "resting", []),
    ],
)
def test_dormant_is_resting_unless_the_note_says_suspended(note: str, chosen: str, state: str, noted: list[str]):
    record = record_of({**CHEMNITZ_VOLGOGRAD, "status_note": note}, {"state": chosen} if chosen else {})
    assert record.facts["state"]["state"] == state
    assert [found["code"] for found in record.notes] == noted


def test_what_the_table_says_plainly_is_not_interpreted():
    record = record_of({**CHEMNITZ_VOLGOGRAD, "status": "ruht", "status_note": "ausgesetzt"}, {})
    assert (record.facts["state"]["state"], record.notes) == ("resting", [])


def test_a_row_without_state_says_nothing_of_it():
    bare = {name: text for name, text in CHEMNITZ_VOLGOGRAD.items() if not name.startswith("status")}
    assert "state" not in record_of(bare, {}).facts
    assert record_of(bare, {}).problems == []


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"status_as_of": "2022"}, [{"code": "state_missing", "columns": ["status_as_of"]}]),
        (
            {"status": " ", "status_since": "2023", "Anmerkung": "ruht", "decided_by": "Rat"},
            [{"code": "state_missing", "columns": ["status_since", "decided_by", "Anmerkung"]}],
        ),
        ({"status": "eingeschlafen", "status_as_of": "2022"},
         [{"code": "bad_value", "value": "eingeschlafen", "column": "status"}]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_state_that_is_not_named_is_refused(cells: dict[str, str], problems: list[dict[str, Any]]):
    bare = {name: text for name, text in CHEMNITZ_VOLGOGRAD.items() if not name.startswith("status")}
    record = record_of({**bare, **cells}, {})
    assert (record.problems, "state" in record.facts) == (problems, False)


def test_a_state_that_is_known_to_be_unknown_is_one():
    row = {**CHEMNITZ_VOLGOGRAD, "status": "nicht bekannt", "status_note": "", "status_as_of": "2022"}
    assert record_of(row, {}).facts["state"] == {"state": "unknown", "as_of": "2022"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1991", "1991"), ("1991-06", "1991-06"), ("1991-06-20", "1991-06-20"), ("20.06.1991", "1991-06-20"),
        ("1.6.1991", "1991-06-01"), ("06/1991", "1991-06"), ("6.1991", "1991-06"),
    ],
)  # fmt: skip
def test_dates_keep_their_precision(text: str, date: str):
    assert date_of(text) == date


@pytest.mark.parametrize("text", ["91", "31.02.1991", "1991-13", "neunzehnhundert", "0000", "0999", "1991-06-20T00:00"])
def test_no_dates(text: str):
    with pytest.raises(CellFault):
        date_of(text)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"status": "eingeschlafen"}, {"code": "bad_value", "value": "eingeschlafen", "column": "status"}),
        ({"since_year": "einst"}, {"code": "bad_date", "value": "einst", "column": "since_year"}),
        ({"german_lat": "nan"}, {"code": "bad_value", "value": "nan", "column": "german_lat"}),
        ({"german_lat": "inf"}, {"code": "bad_value", "value": "inf", "column": "german_lat"}),
        ({"german_type": "Planet"}, {"code": "bad_value", "value": "Planet", "column": "german_type"}),
        ({"german_name": "x" * 256}, {"code": "bad_value", "value": "x" * 80, "column": "german_name"}),
        ({"status_note": "x" * 1001}, {"code": "bad_value", "value": "x" * 80, "column": "status_note"}),
        ({"german_name": " "}, {"code": "no_place", "side": 1}),
    ],
)
def test_cells_that_are_not_understood(cells: dict[str, str], problem: dict[str, Any]):
    problems = record_of({**CHEMNITZ_VOLGOGRAD, **cells}, {}).problems
    assert problem in problems


def test_ids_and_numbers():
    row = {"german_geo_match": "exact:2940132", "russian_geo_match": "seat:Volgograd", "german_population": "247.220",
           "german_lat": "50,8357"}  # fmt: skip
    first, second = record_of({**CHEMNITZ_VOLGOGRAD, **row}, {}).sides
    assert (first.geonames, second.geonames, first.population, first.latitude) == (2940132, None, 247220, 50.8357)
