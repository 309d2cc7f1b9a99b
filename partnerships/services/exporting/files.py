"""A result as CSV, XLSX, JSON or GeoJSON, written piece by piece from the cards that are public now."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from cms.content_store.services import reading
from cms.tables import csv_lines, write_workbook

from .columns import ATTRIBUTION, Card, headings, row_of

CHUNK = 500


def cards_of(page_ids: Sequence[int]) -> Iterator[Card]:
    """The public ones of these pages in their order, a chunk per query."""
    for start in range(0, len(page_ids), CHUNK):
        chunk = page_ids[start : start + CHUNK]
        cards = reading.cards_of(chunk)
        yield from (cards[page_id] for page_id in chunk if page_id in cards)


def csv_file(cards: Iterable[Card]) -> Iterator[str]:
    """Line by line; headings in the language of the call."""
    return csv_lines(headings(), map(row_of, cards))


def xlsx_file(cards: Iterable[Card]) -> BytesIO:
    """A workbook of one sheet."""
    file = BytesIO()
    write_workbook(file, _("Partnerships"), headings(), map(row_of, cards))
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
    what = _("Coordinates and population")
    return {"attribution": f"{what}: {ATTRIBUTION}"}


def _document(head: Mapping[str, Any], name: str, objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON object whose last member is a list written piece by piece."""
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "{name}": ['
    separator = ""
    for found in objects:
        yield separator + json.dumps(found, ensure_ascii=False)
        separator = ","
    yield "]}"
