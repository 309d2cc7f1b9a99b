import io
import tracemalloc
import zipfile

import pytest
from django.utils import translation

from partnerships.services.importing import limits
from partnerships.services.importing.columns import check_head
from partnerships.services.importing.reasons import FILE_REASONS, NOTES, ROW_REASONS, BadFile, words
from partnerships.services.importing.tables import opened
from tests.factories.imports import CHEMNITZ_VOLGOGRAD, csv_of, xlsx_of

ROW = {"german_name": "Köln", "russian_name_ru": "Волгоград", "status_note": "Zeile 1\nZeile 2"}
DTD = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def read(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    with opened(io.BytesIO(content)) as table:
        check_head(table.head)
        return table.head, list(table.rows)


def refusal(content: bytes) -> dict[str, object]:
    with pytest.raises(BadFile) as bad:
        read(content)
    return bad.value.said


def workbook_with(name: str, part: bytes) -> bytes:
    """A good workbook in which one part is another."""
    content = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(xlsx_of([["german_name", "russian_name"], ["a", "b"]])))
    with good, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bad:
        for known in {*good.namelist(), name}:
            bad.writestr(known, part if known == name else good.read(known))
    return content.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_with_each_delimiter_with_and_without_mark(delimiter: str, mark: bytes):
    head, rows = read(mark + csv_of(ROW, delimiter=delimiter))
    assert (head, rows) == (list(ROW), [(2, list(ROW.values()))])


def test_xlsx_gives_the_texts_of_a_csv():
    head = ["german_name", "russian_name", "since_year", "german_lat", "status_note"]
    _, rows = read(
        xlsx_of([head, ["Köln", "Волгоград", 1988, 50.5, None], [None] * 5, ["Bonn", "Kaliningrad", 1990.0]])
    )
    assert rows == [(2, ["Köln", "Волгоград", "1988", "50.5"]), (4, ["Bonn", "Kaliningrad", "1990"])]


def test_blank_rows_do_not_count():
    assert read(b"german_name,russian_name\n\n,,\na,b\n")[1] == [(4, ["a", "b"])]


def test_the_guard_of_exports_is_taken_off():
    assert read(b"german_name,russian_name\n'=A,'-b\n")[1] == [(2, ["=A", "-b"])]
    assert read(b"german_name,russian_name\n's-Hertogenbosch,b\n")[1] == [(2, ["'s-Hertogenbosch", "b"])]


BAD = {
    "empty": (b"", {"code": "empty"}),
    "blank": (b"\n\n ,\n", {"code": "empty"}),
    "only a mark": (b"\xef\xbb\xbf", {"code": "empty"}),
    "cp1251": (csv_of(ROW, encoding="utf-8").replace("Волгоград".encode(), "Волгоград".encode("cp1251")),
               {"code": "encoding", "line": 2}),
    "latin-1": ("german_name,russian_name\nKöln,b\n".encode("latin-1"), {"code": "encoding", "line": 2}),
    "utf-16": (csv_of(ROW, encoding="utf-16"), {"code": "utf16"}),
    "utf-16 without mark": (csv_of(ROW, encoding="utf-16-le"), {"code": "utf16", "line": 1}),
    "nul": (b"german_name,russian_name\na,b\0c\n", {"code": "nul", "line": 2}),
    "no known column": (b"x,y\na,b\n", {"code": "delimiter"}),
    "wrong delimiter": (csv_of(ROW, delimiter="|"), {"code": "delimiter"}),
    "no second place": (b"german_name,since_year\na,1990\n", {"code": "missing_columns", "columns": ["place_2"]}),
    "double column": (b"german_name,russian_name,Deutscher Ort\na,b,c\n",
                      {"code": "double_column", "column": "Deutscher Ort"}),
    "formula": (b"german_name,russian_name\na,=HYPERLINK(1)\n", {"code": "formula", "cell": "B2"}),
    "huge cell": (b"german_name,russian_name\na," + b"b" * 5001,
                  {"code": "cell_too_long", "row": 2, "column": "russian_name", "limit": 5000}),
    "open quote": (b'german_name,russian_name\na,"b\n' + b"c,d\n" * 40_000, {"code": "broken_csv", "row": 2}),
    "text behind a quote": (b'german_name,russian_name\na,"b"c\n', {"code": "broken_csv", "row": 2}),
    "many columns": (b"german_name,russian_name" + b",x" * 100 + b"\na,b\n",
                     {"code": "too_many_columns", "limit": 100}),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, {"code": "old_excel"}),
    "no zip": (b"PK\x03\x04 and nothing else", {"code": "broken_xlsx"}),
    "xlsx formula": (xlsx_of([["german_name", "russian_name"], ["a", "=1+1"]]), {"code": "formula", "cell": "B2"}),
    "xlsx without rows": (xlsx_of([[]]), {"code": "empty"}),
    "external entity": (workbook_with("xl/worksheets/sheet1.xml", DTD), {"code": "entities"}),
    "utf-16 entity": (workbook_with("xl/worksheets/sheet1.xml", LAUGHS.decode().replace(
        "?>", ' encoding="utf-16"?>').encode("utf-16")), {"code": "entities"}),
    "billion laughs": (workbook_with("xl/sharedStrings.xml", LAUGHS), {"code": "entities"}),
    "damaged sheet": (workbook_with("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c></row>"),
                      {"code": "broken_xlsx"}),
    "wide row": (workbook_with("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>" + b"<c/>" * 1_001),
                 {"code": "too_many_columns", "limit": 100}),
    "no xml": (workbook_with("xl/worksheets/sheet1.xml", b"\x00\x01"), {"code": "broken_xlsx"}),
    "another document": (workbook_with("xl/workbook.xml", b"<a/>"), {"code": "broken_xlsx"}),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_say_what_is_wrong(name: str):
    content, said = BAD[name]
    assert refusal(content) == said


def test_a_zip_that_is_no_workbook():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(content.getvalue()) == {"code": "not_a_table"}


def test_a_zip_bomb_is_not_unfolded():
    bomb = workbook_with("xl/media/zero.bin", b"\0" * (limits.MAX_UNFOLDED + 1))
    assert len(bomb) < limits.MEGABYTE
    tracemalloc.start()
    try:
        assert refusal(bomb) == {"code": "bomb", "limit": 100}
        assert tracemalloc.get_traced_memory()[1] < 5 * limits.MEGABYTE
    finally:
        tracemalloc.stop()


def test_shared_texts_have_a_limit_of_their_own():
    said = refusal(workbook_with("xl/sharedStrings.xml", b"<sst>" + b" " * limits.MAX_SHARED_TEXTS + b"</sst>"))
    assert said == {"code": "bomb", "limit": 100}


def test_a_file_that_is_too_large():
    assert refusal(b"a" * (limits.MAX_BYTES + 1)) == {"code": "too_large", "limit": 20}


def test_rows_have_a_limit():
    rows = b"a,b\n" * limits.MAX_ROWS
    assert len(read(b"german_name,russian_name\n" + rows)[1]) == limits.MAX_ROWS
    assert refusal(b"german_name,russian_name\n" + rows + b"a,b\n") == {"code": "too_many_rows", "limit": 20_000}


@pytest.mark.slow
def test_a_million_rows_are_refused_early_with_little_memory():
    csv = b"german_name,russian_name\n" + b"a,b\n" * 1_000_000
    head = b"".join(b'<c t="inlineStr"><is><t>%s_name</t></is></c>' % side for side in (b"german", b"russian"))
    rows = b"<row>" + head + b"</row>" + b"<row><c><v>1</v></c></row>" * 1_000_000
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, rows)
    for content in (csv, workbook_with("xl/worksheets/sheet1.xml", sheet)):
        tracemalloc.start()
        try:
            with pytest.raises(BadFile) as bad, opened(io.BytesIO(content)) as table:
                for _ in table.rows:
                    pass
            assert bad.value.said == {"code": "too_many_rows", "limit": 20_000}
            assert tracemalloc.get_traced_memory()[1] < 20 * limits.MEGABYTE
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("language", ["de", "ru"])
def test_every_reason_speaks_the_language_of_the_reader(language: str):
    values = dict.fromkeys(
        ("limit", "line", "columns", "column", "row", "cell", "side", "name", "value", "before", "after", "languages",
         "region", "field"), "x",
    )  # fmt: skip
    codes = [*FILE_REASONS, *ROW_REASONS, *NOTES]
    with translation.override(language):
        said = [words({"code": code, **values}) for code in codes]
    with translation.override("en"):
        assert [code for code, text in zip(codes, said, strict=True) if text == words({"code": code, **values})] == []


def test_what_tables_are_called_in_german():
    german = {
        "Deutscher Ort": "Chemnitz", "Ort 2": "Wolgograd", "Ort 2 Staat": "RU", "Seit": "1988", "Zustand": "ruht",
        "Anmerkung": "Kontakte ruhen", "Stand vom": "2022", "Quelle": "https://example.org", "Art der Beziehung": "x",
    }  # fmt: skip
    assert check_head(german) == []
    assert check_head([*CHEMNITZ_VOLGOGRAD, "Farbe"]) == ["Farbe"]
