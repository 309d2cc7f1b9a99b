"""Tables for spreadsheets: CSV that keeps all letters and calculates nothing, XLSX whose cells are what they are."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

# By which spreadsheets know that a text file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_COLUMN_WIDTH = 40
# What some spreadsheet takes for the beginning of a formula: the wide signs and the line feed are among it.
START = "[=+\\-@\t\r\n＝＋－＠]"
# Or what looks as if an apostrophe had been put before one.
TO_GUARD = re.compile(f"'*{START}")
GUARDED = re.compile(f"'+{START}")
# Where German and Russian spreadsheets begin a new cell, whatever the file's own separator.
INSIDE = re.compile(f"(?<=[;\t])('*{START})")
GUARDED_INSIDE = re.compile(f"(?<=[;\t])'('*{START})")


def neutral(value: object) -> object:
    """An apostrophe precedes a text, or part of one, that a spreadsheet would calculate; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    guarded = INSIDE.sub(r"'\1", value)
    return f"'{guarded}" if TO_GUARD.match(value) else guarded


def as_written(text: str) -> str:
    """What `neutral` has made a cell of."""
    bare = text[1:] if GUARDED.match(text) else text
    return GUARDED_INSIDE.sub(r"\1", bare)


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Lines of a file, one by one."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([neutral(name) for name in head])
    for row in rows:
        yield writer.writerow([neutral(value) for value in row])


def write_workbook(target: BinaryIO, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """One sheet, written row by row, head and first column staying in sight; returns the number of rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = FIRST_COLUMN_WIDTH
    names = [_text(sheet, name) for name in head]
    for name in names:
        name.font = Font(bold=True)
    sheet.append(names)
    count = 0
    for row in rows:
        sheet.append([_text(sheet, value) if isinstance(value, str) else value for value in row])
        count += 1
    book.save(target)
    return count


def _text(sheet: Any, value: str) -> WriteOnlyCell:
    """A cell of text, whatever it begins with: openpyxl would make a formula of "="."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


class _Echo:
    """A file that gives back what is written, for csv.writer."""

    def write(self, text: str) -> str:
        return text
