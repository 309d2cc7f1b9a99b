import csv
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.entities.models import Place
from partnerships.models import DirectoryPage, PartnershipPage
from partnerships.services import tabulating
from partnerships.services.importing import runs
from tests.factories.entities import PlaceFactory
from tests.factories.imports import go_on
from tests.factories.pages import publish
from tests.factories.partnerships import profile

FULL = {
    "state": "suspended", "starts": "2022-09-26", "decided_by": "council", "continues": "Schulen",
    "condition": "Frieden", "as_of": "2022-09", "sources": "Protokoll\n\nhttps://example.org",
}  # fmt: skip
FORMULAS = {"note": "=1+1", "continues": "@SUM(A1)", "condition": "+cmd|' /C calc'!A0", "sources": "'=1\n-2+3"}


def exported(write: Callable[[io.BytesIO], int] = tabulating.write_csv) -> bytes:
    target = io.BytesIO()
    write(target)
    return target.getvalue()


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported().decode("utf-8-sig"), newline="")))


@pytest.fixture
def filled(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> PartnershipPage:
    changes = [{"state": "active", "starts": "1988"}, {**FULL, "note": "=1+1"}]
    return publish(profile(directory, chemnitz, volgograd, changes=changes, sources="A\nB", evidence="low"))


def test_a_profile_as_a_row_of_the_columns_that_the_import_knows(filled: PartnershipPage):
    [row] = rows()
    assert row == {
        "german_name": "Chemnitz", "german_name_ru": "Хемниц", "german_name_en": "Chemnitz", "german_type": "city",
        "german_state": "Sachsen", "german_lat": "50.8357", "german_lon": "12.9292", "german_population": "",
        "german_geo_match": "", "german_place_key": "chemnitz-1", "russian_name_de": "Wolgograd",
        "russian_name_ru": "Волгоград", "russian_name_en": "Volgograd", "russian_type": "city",
        "russian_region": "Gebiet Wolgograd", "russian_lat": "48.71939", "russian_lon": "44.50184",
        "russian_population": "", "russian_geo_match": "", "russian_place_key": "volgograd-1",
        "since_year": "1991-06-20", "relation_kind": "partnership", "confidence": "low", "source": "A ; B",
        "status": "suspended", "status_since": "2022-09-26", "decided_by": "council", "what_continues": "Schulen",
        "condition": "Frieden", "status_note": "'=1+1", "status_as_of": "2022-09",
        "status_source": "Protokoll ; https://example.org", "licence": "CC BY 4.0", "key": str(filled.translation_key),
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("write", [tabulating.write_csv, tabulating.write_xlsx])
def test_what_comes_out_goes_in_unchanged(
    directory: DirectoryPage, chemnitz: Place, volgograd: Place, filled: PartnershipPage, write: Callable
):
    paris = PlaceFactory(
        key="paris", country__code="FR", names={"de": "Paris"}, latitude=-48.8, longitude=2.3, region=None
    )
    publish(profile(directory, volgograd, chemnitz, paris, since="", sources=""))
    town = PlaceFactory(country=chemnitz.country, names={"de": "-5"}, geonames_id=7)
    changes = [{"state": "unknown", **FORMULAS}]
    publish(profile(directory, town, volgograd, changes=changes, since="1990-05", licence="'-5"))
    run = go_on(runs.begin(directory, "x", exported(write), None))
    assert [(row.number, row.outcome, row.plan["problems"], row.plan["diff"]) for row in run.rows.all()] == [
        (number + 2, "unchanged", [], []) for number in range(3)
    ]


def test_cells_of_a_workbook_are_texts(filled: PartnershipPage):
    sheet = load_workbook(io.BytesIO(exported(tabulating.write_xlsx))).active
    notes = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in notes] == ["s"]


def test_drafts_are_not_exported(filled: PartnershipPage, directory: DirectoryPage, chemnitz: Place):
    profile(directory, chemnitz, PlaceFactory())
    assert [row["german_name"] for row in rows()] == ["Chemnitz"]


@pytest.mark.slow
def test_the_queries_do_not_grow(filled: PartnershipPage, directory: DirectoryPage, volgograd: Place, chemnitz: Place):
    with CaptureQueriesContext(connection) as one:
        exported()
    for number in range(2):
        publish(profile(directory, PlaceFactory(names={"de": f"Ort {number}"}, region=chemnitz.region), volgograd))
    with CaptureQueriesContext(connection) as three:
        exported()
    assert len(one) == len(three)


def test_an_empty_directory_has_a_head(directory: DirectoryPage):
    assert exported().decode("utf-8-sig").startswith("place_1_name_de,")
    assert rows() == []
