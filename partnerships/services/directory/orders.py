"""The orders of the directory, kept ready: what is not known comes last in each, titles decide between equals."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

from .rows import Row

Key = Callable[[Row], tuple]


def _by_title(row: Row) -> tuple:
    return row.sort_key, row.page_id


def _ascending(value: int | None, row: Row) -> tuple:
    return value is None, value or 0, row.sort_key, row.page_id


def _descending(value: int | None, row: Row) -> tuple:
    return value is None, -(value or 0), row.sort_key, row.page_id


ORDERS: MappingProxyType[str, Key] = MappingProxyType(
    {
        "name": _by_title,
        "since": lambda row: _ascending(row.since_day, row),
        "-since": lambda row: _descending(row.since_day, row),
        "distance": lambda row: _ascending(row.distance, row),
        "-distance": lambda row: _descending(row.distance, row),
        "-confirmed": lambda row: _descending(row.confirmed_day, row),
    }
)
DEFAULT = "name"
# As the search ranks what a text finds; nothing is kept of it.
RELEVANCE = "relevance"
# Beyond one row in so many, sorting anew is faster than moving each.
MOVED_SHARE = 20


def sorted_rows(rows: Sequence[Row | None]) -> dict[str, list[int]]:
    """Every order of these rows, as their numbers."""
    numbers = [number for number, row in enumerate(rows) if row is not None]
    return {name: sorted(numbers, key=lambda number: key(rows[number])) for name, key in ORDERS.items()}


def moved(
    orders: dict[str, list[int]], before: Sequence[Row | None], after: Sequence[Row | None], numbers: Iterable[int]
) -> dict[str, list[int]]:
    """The orders after the rows of these numbers changed, came or went."""
    changed = list(numbers)
    if len(changed) * MOVED_SHARE > len(after):
        return sorted_rows(after)
    return {name: _moved(orders[name], key, before, after, changed) for name, key in ORDERS.items()}


def _moved(
    order: list[int], key: Key, before: Sequence[Row | None], after: Sequence[Row | None], numbers: Sequence[int]
) -> list[int]:
    result = list(order)
    for number in numbers:
        if number < len(before) and before[number] is not None:
            # Keys are unique, so that this is the row itself.
            del result[bisect_left(result, key(before[number]), key=lambda other: key(before[other]))]
    for number in numbers:
        if after[number] is not None:
            insort(result, number, key=lambda other: key(after[other]))
    return result
