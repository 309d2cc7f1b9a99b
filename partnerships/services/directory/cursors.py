"""Reading on after a place in an order, whatever has come or gone meanwhile."""

import base64
import binascii
import json
from bisect import bisect_right
from typing import NamedTuple

from cms.content_store.services.listing import InvalidCursor

from .masks import cut
from .orders import DEFAULT, ORDERS
from .rows import Row
from .searching import Selection

BYTES = "b:"
# What the keys of orders are made of: those by a column, and the one by name.
SHAPES = ([bool, int, bytes, int], [bytes, int])


class Slice(NamedTuple):
    """Some of the selected rows in order, and the cursor of what follows; None at the end."""

    rows: list[Row]
    next_cursor: str | None


def slice_of(selection: Selection, limit: int, cursor: str | None = None) -> Slice:
    """The first rows of a selection, or those after a cursor; raises InvalidCursor."""
    snapshot = selection.snapshot
    name = selection.query.order if selection.query.order in ORDERS else DEFAULT
    key_of, order = ORDERS[name], snapshot.orders[name]
    start = 0
    if cursor:
        start = bisect_right(order, _parsed(name, cursor), key=lambda number: key_of(snapshot.rows[number]))
    rows = [snapshot.rows[number] for number in cut(order[start:], selection.mask, 0, limit + 1)]
    has_more = len(rows) > limit
    return Slice(rows[:limit], _written(name, key_of(rows[limit - 1])) if has_more else None)


def _written(name: str, key: tuple) -> str:
    parts = [f"{BYTES}{part.hex()}" if isinstance(part, bytes) else part for part in key]
    return base64.urlsafe_b64encode(json.dumps([name, *parts]).encode()).decode()


def _parsed(name: str, cursor: str) -> tuple:
    try:
        order, *parts = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        key = tuple(
            bytes.fromhex(part.removeprefix(BYTES)) if isinstance(part, str) and part.startswith(BYTES) else part
            for part in parts
        )
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise InvalidCursor(cursor) from error
    if order != name or [type(part) for part in key] != SHAPES[name == DEFAULT]:
        raise InvalidCursor(cursor)
    return key
