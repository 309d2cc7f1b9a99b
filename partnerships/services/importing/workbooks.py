"""The first sheet of an XLSX file, after looking at its parts before anything unfolds them."""

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, BinaryIO
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from .limits import (
    MAX_BLANK,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ELEMENTS,
    MAX_PARTS,
    MAX_ROWS,
    MAX_SHARED_TEXTS,
    MAX_UNFOLDED,
    MEGABYTE,
)
from .reasons import BadFile

Row = list[str]
CHUNK = 64 * 1024
# What openpyxl and the modules below it raise for damaged files; none of them is documented to raise less.
DAMAGED = (
    zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError,
    NotImplementedError, RuntimeError, OSError, SyntaxError,
)  # fmt: skip


@contextmanager
def rows_of(content: BinaryIO) -> Iterator[Iterator[tuple[int, Row]]]:
    """Rows of texts with their numbers; raises BadFile."""
    try:
        with zipfile.ZipFile(content) as archive:
            check(archive)
        book = load_workbook(content, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
    except DAMAGED as error:
        raise BadFile("broken_xlsx") from error
    with closing(book):
        yield _rows(sheet)


def check(archive: zipfile.ZipFile) -> None:
    """Sizes, and no document type in any part; raises BadFile."""
    parts = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise BadFile("not_a_table")
    shared = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNFOLDED or shared > MAX_SHARED_TEXTS:
        raise BadFile("bomb", limit=MAX_UNFOLDED // MEGABYTE)
    for part in parts:
        if part.filename.endswith((".xml", ".rels", ".vml")):
            with archive.open(part) as stream:
                _Part().read(stream)


class _Part:
    """Counts what a part holds as it streams by; openpyxl keeps an object for each element of a row, read or not."""

    def __init__(self) -> None:
        self.elements = self.rows = self.cells = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.begin

    def read(self, stream: Any) -> None:
        while chunk := stream.read(CHUNK):
            self.parser.Parse(chunk, False)
        self.parser.Parse(b"", True)

    def doctype(self, *_: Any) -> None:
        raise BadFile("entities")

    def begin(self, name: str, _: Any) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise BadFile("bomb", limit=MAX_UNFOLDED // MEGABYTE)
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.rows, self.cells = self.rows + 1, 0
            if self.rows > MAX_ROWS + MAX_BLANK:
                raise BadFile("too_many_rows", limit=MAX_ROWS)
        elif kind == "c":
            self.cells += 1
            if self.cells > MAX_CELLS:
                raise BadFile("too_many_columns", limit=MAX_COLUMNS)


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), 1):
            if number > MAX_ROWS + MAX_BLANK:
                raise BadFile("too_many_rows", limit=MAX_ROWS)
            row = [_text(cell, number) for cell in cells]
            while row and not row[-1]:
                row.pop()
            yield number, row
    except DAMAGED as error:
        raise BadFile("broken_xlsx") from error


def _text(cell: Any, number: int) -> str:
    """A cell as its text in a CSV file would be: 1991, not 1991.0; days as ISO dates."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise BadFile("formula", cell=f"{get_column_letter(cell.column)}{number}")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n")
