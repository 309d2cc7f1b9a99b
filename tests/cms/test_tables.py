import csv
import io

import pytest
from openpyxl import load_workbook

from cms.tables import as_written, csv_lines, neutral, write_workbook

STARTS = ["=1", "+1", "-1", "@A1", "\tx", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A1", "'=1", "''\n1"]


@pytest.mark.parametrize("text", STARTS)
def test_texts_that_spreadsheets_would_calculate(text: str) -> None:
    assert (neutral(text), neutral(f"a{text}")) == (f"'{text}", f"a{text}")
    assert as_written(neutral(text)) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("=1;=2", "'=1;'=2"),
        ("x\t@y;'-z", "x\t'@y;''-z"),
        ("a ; https://example.org ; b", "a ; https://example.org ; b"),
        (";\t=1", ";'\t'=1"),
    ],
)
def test_parts_that_become_cells_of_their_own_elsewhere(text: str, written: str) -> None:
    assert (neutral(text), as_written(written)) == (written, text)


@pytest.mark.parametrize("value", [-1.5, -1, 0, None, "", "'", "'s Gravenhage", "1991-06", "a=1"])
def test_what_stays_as_it_is(value: object) -> None:
    assert neutral(value) is value
    assert not isinstance(value, str) or as_written(value) == value


def test_csv_opens_with_all_its_letters() -> None:
    text = "".join(csv_lines(["Ort", "=x"], iter([["Хемниц", -48.5], ['a,\n"b"', "@x"], [None, ""]])))
    assert text == '\ufeffOrt,\'=x\r\nХемниц,-48.5\r\n"a,\n""b""",\'@x\r\n,\r\n'
    assert list(csv.reader(io.StringIO(text[1:], newline="")))[2] == ['a,\n"b"', "'@x"]


def test_cells_of_a_workbook_are_texts_and_numbers() -> None:
    target = io.BytesIO()
    assert write_workbook(target, "Orte", ["Ort", "Breite"], iter([["=1+1", -48.5], ["a\x00b", None]])) == 2
    sheet = load_workbook(target).active
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
    assert (sheet.title, cells) == (
        "Orte",
        [[("Ort", "s"), ("Breite", "s")], [("=1+1", "s"), (-48.5, "n")], [("ab", "s"), (None, "n")]],
    )
    assert [cell.font.bold for cell in sheet[1]] == [True, True]
