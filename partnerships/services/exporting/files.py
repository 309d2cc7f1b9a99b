"""A result as CSV, XLSX, JSON or GeoJSON, written piece by piece from the cards that are public now."""

import csv
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from cms.content_store.services import reading

from .cells import BYTE_ORDER_MARK, neutral
from .columns import ATTRIBUTION, Card, headings, row_of

CHUNK = 500
FIRST_COLUMN_WIDTH, COLUMN_WIDTH = 40, 18


def cards_of(page_ids: Sequence[int]) -> Iterator[Card]:
    """The public ones of these pages in their order, a chunk per query."""
    for start in range(0, len(page_ids), CHUNK):
        chunk = page_ids[start : start + CHUNK]
        cards = reading.cards_of(chunk)
        yield from (cards[page_id] for page_id in chunk if page_id in cards)


def csv_file(cards: Iterable[Card]) -> Iterator[str]:
    """Rows as text, with the mark by which spreadsheets know UTF-8; headings in the language of the call."""
    return _csv(headings(), cards)


def xlsx_file(cards: Iterable[Card]) -> BytesIO:
    """A workbook of one sheet, written row by row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Partnerships"))
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = FIRST_COLUMN_WIDTH
    heads = [_text(sheet, heading) for heading in headings()]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for card in cards:
        sheet.append([_text(sheet, value) if isinstance(value, str) else value for value in row_of(card)])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def json_file(cards: Iterable[Card], facts: Mapping[str, Any]) -> Iterator[str]:
    """{..., "items": [cards]}: the cards as the API has them."""
    return _document({**facts, **credits_of()}, "items", cards)


def geojson_file(features: Iterable[Mapping[str, Any]], facts: Mapping[str, Any]) -> Iterator[str]:
    """A collection of these features."""
    return _document({"type": "FeatureCollection", **facts, **credits_of()}, "features", features)


def facts_of(total: int, address: str, day: datetime.date) -> dict[str, Any]:
    """What a file says of itself: how many, of which day, and where it comes from."""
    return {"total": total, "as_of": day.isoformat(), "source": address}


def credits_of() -> dict[str, str]:
    """Whose work the positions and figures are, in the active language."""
    return {"attribution": f"{_('Coordinates and population')}: {ATTRIBUTION}"}


def _text(sheet: Any, value: str) -> WriteOnlyCell:
    """A cell of text, whatever it begins with: openpyxl would make a formula of "="."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


def _csv(heads: Sequence[str], cards: Iterable[Card]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(heads)
    for card in cards:
        yield writer.writerow([neutral(value) for value in row_of(card)])


def _document(head: Mapping[str, Any], name: str, objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON object whose last member is a list written piece by piece."""
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "{name}": ['
    separator = ""
    for found in objects:
        yield separator + json.dumps(found, ensure_ascii=False)
        separator = ","
    yield "]}"


class _Echo:
    """A file that gives back what is written, for csv.writer."""

    def write(self, text: str) -> str:
        return text
