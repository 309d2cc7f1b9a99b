"""Reading on after a place in an order, whatever has come or gone meanwhile."""

import base64
import binascii
import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cms.content_store.services.listing import InvalidCursor

from .masks import cut
from .orders import DEFAULT, ORDERS, RELEVANCE
from .rows import Row
from .searching import Selection

BYTES = "b:"
# What the keys of orders are made of: those of the two that are not by a column.
BY_COLUMN = [bool, int, bytes, int]
SHAPES = {DEFAULT: [bytes, int], RELEVANCE: [int, int]}


class Slice(NamedTuple):
    """Some of the selected rows in order, and the cursor of what follows; None at the end."""

    rows: list[Row]
    next_cursor: str | None


def slice_of(selection: Selection, limit: int, cursor: str | None = None) -> Slice:
    """The first rows of a selection, or those after a cursor; raises InvalidCursor."""
    snapshot, name, order = selection.snapshot, selection.query.ordering, selection.order
    start = _start(selection, order, _parsed(name, cursor)) if cursor else 0
    numbers = cut(order[start:], selection.mask, 0, limit + 1)
    rows = [snapshot.rows[number] for number in numbers[:limit]]
    if len(numbers) <= limit:
        return Slice(rows, None)
    last = numbers[limit - 1]
    key = (order.index(last), rows[-1].page_id) if name == RELEVANCE else ORDERS[name](rows[-1])
    return Slice(rows, _written(name, key))


def _start(selection: Selection, order: Sequence[int], key: tuple) -> int:
    """Where what comes behind the key begins."""
    snapshot, name = selection.snapshot, selection.query.ordering
    if name != RELEVANCE:
        return bisect_right(order, key, key=lambda number: ORDERS[name](snapshot.rows[number]))
    # Ranks change with what is published: the row itself is looked for first.
    rank, page_id = key
    number = snapshot.numbers.get(page_id)
    return (order.index(number) if number in order else rank) + 1


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
    if order != name or [type(part) for part in key] != SHAPES.get(name, BY_COLUMN):
        raise InvalidCursor(cursor)
    return key
