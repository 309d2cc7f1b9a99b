"""Reading tables row by row, with limits on everything that a file could do to the machine."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from cms.tables import as_written

from . import workbooks
from .limits import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, MEGABYTE
from .reasons import BadFile

DELIMITERS = (",", ";", "\t")
UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"

Row = list[str]


@dataclass
class Table:
    """The names of the columns and the rows, each with its number in the file; the head is row 1."""

    head: Row
    rows: Iterator[tuple[int, Row]]


@contextmanager
def opened(content: BinaryIO) -> Iterator[Table]:
    """The table of a CSV or XLSX file, told apart by their content; raises BadFile at whatever row the fault stands."""
    size = content.seek(0, io.SEEK_END)
    if size > MAX_BYTES:
        raise BadFile("too_large", limit=MAX_BYTES // MEGABYTE)
    content.seek(0)
    start = content.read(8)
    content.seek(0)
    if not start.strip():
        raise BadFile("empty")
    if start.startswith(OLD_EXCEL):
        raise BadFile("old_excel")
    if start.startswith(ZIP):
        with workbooks.rows_of(content) as rows:
            yield _table(rows)
    else:
        yield _table(_csv_rows(content, start))


def _table(rows: Iterator[tuple[int, Row]]) -> Table:
    """Splits off the head; blank rows do not count."""
    checked = _checked(rows)
    head = next(checked, None)
    if head is None:
        raise BadFile("empty")
    return Table([cell.strip() for cell in head[1]], _limited(checked, head[1]))


def _checked(rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    for number, row in rows:
        if any(cell.strip() for cell in row):
            if len(row) > MAX_COLUMNS and any(row[MAX_COLUMNS:]):
                raise BadFile("too_many_columns", limit=MAX_COLUMNS)
            yield number, row


def _limited(rows: Iterator[tuple[int, Row]], head: Row) -> Iterator[tuple[int, Row]]:
    for count, (number, row) in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise BadFile("too_many_rows", limit=MAX_ROWS)
        for position, cell in enumerate(row):
            if len(cell) > MAX_CELL:
                column = head[position].strip() if position < len(head) else get_column_letter(position + 1)
                raise BadFile("cell_too_long", row=number, column=column, limit=MAX_CELL)
        yield number, row


def _csv_rows(content: BinaryIO, start: bytes) -> Iterator[tuple[int, Row]]:
    """Rows of a UTF-8 file; the delimiter is the one that parts the first line most often."""
    if start.startswith(UTF16_MARKS):
        raise BadFile("utf16")
    content.seek(len(UTF8_MARK) if start.startswith(UTF8_MARK) else 0)
    lines = _lines(content)
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(_chained(first, lines), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield number, [_plain(cell, number, column) for column, cell in enumerate(row, 1)]
    except csv.Error as error:
        raise BadFile("broken_csv", row=number + 1) from error


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(content: BinaryIO) -> Iterator[str]:
    """Decoded lines, with their ends; one line is as long as the file at most."""
    for number, line in enumerate(content, 1):
        if b"\0" in line:
            raise BadFile("utf16" if line[1::2].count(0) > len(line) // 4 else "nul", line=number)
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadFile("encoding", line=number) from error


def _plain(cell: str, row: int, column: int) -> str:
    """Without the apostrophe that our own exports put before what looks like a formula."""
    if cell.startswith("="):
        raise BadFile("formula", cell=f"{get_column_letter(column)}{row}")
    return as_written(cell)
