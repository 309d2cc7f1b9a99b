"""The fixed SQL of lists: one query gives a page of cards."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

Facets = Mapping[str, str | Sequence[str]]

# By name: the column of the order and its direction; the page's id decides between equals.
ORDERS = {
    "-date": ("date", "DESC"),
    "date": ("date", "ASC"),
    "title": ("sort_key", "ASC"),
    "-title": ("sort_key", "DESC"),
}
VISIBLE = (
    "i.public AND (i.visible_from IS NULL OR i.visible_from <= %s) AND (i.expires_at IS NULL OR i.expires_at > %s)"
)

# No database holds a larger id.
MAX_ID = 2**63 - 1


class InvalidCursor(ValueError):
    """The cursor is not one that a list of this order gave."""


@dataclass(frozen=True)
class Query:
    """What a list shows; `facets` maps names to one value, or to several of which one must fit."""

    locale: str
    types: Sequence[str] = ()
    facets: Facets | None = None
    order: str = "-date"
    since: datetime.date | None = None
    until: datetime.date | None = None
    limit: int = 20
    cursor: str | None = None

    def rows(self, now: datetime.datetime) -> tuple[str, list[object]]:
        """SQL and parameters of the rows, one more than the limit: page_id, card, etag, valid_until, order's column."""
        column, direction = ORDERS[self.order]
        joins, anchor, parameters = self._joins(column)
        conditions, values = self._conditions(anchor, now)
        key = "page_id" if anchor == "i" else "item_id"
        if self.cursor:
            comparison = "<" if direction == "DESC" else ">"
            conditions.append(f"({anchor}.{column}, {anchor}.{key}) {comparison} (%s, %s)")
            values += parse_cursor(self.cursor, column)
        order = f"{anchor}.{column} {direction}, {anchor}.{key} {direction}"
        sql = (
            f"SELECT i.page_id, i.card, i.etag, i.valid_until, i.{column} "
            f"FROM cms_content_store_contentitem i {joins} WHERE {' AND '.join(conditions)} "
            # Spelt out: a plan that is kept for any number of rows would not be made for few.
            f"ORDER BY {order} LIMIT {int(self.limit) + 1}"
        )
        return sql, [*parameters, *values]

    def _joins(self, column: str) -> tuple[str, str, list[object]]:
        """Joins by facets of one value; the first of them leads when its index ends in the order."""
        joins, parameters, anchor = [], [], "i"
        for number, (name, value) in enumerate(self._single()):
            alias = f"f{number}"
            joins.append(
                f"JOIN cms_content_store_itemfacet {alias} ON {alias}.item_id = i.page_id AND {alias}.name = %s "
                f"AND {alias}.value = %s AND {alias}.locale = %s"
            )
            parameters += [name, value, self.locale]
            if column == "date" and anchor == "i":
                anchor = alias
        return " ".join(joins), anchor, parameters

    def _conditions(self, anchor: str, now: datetime.datetime) -> tuple[list[str], list[object]]:
        moment = connection.ops.adapt_datetimefield_value(now)
        conditions, values = ["i.locale = %s", VISIBLE], [self.locale, moment, moment]
        if self.types:
            conditions.append(f"i.type IN ({_placeholders(self.types)})")
            values += self.types
        for name, several in self._several():
            conditions.append(
                "EXISTS (SELECT 1 FROM cms_content_store_itemfacet f WHERE f.item_id = i.page_id "
                f"AND f.name = %s AND f.value IN ({_placeholders(several)}))"
            )
            values += [name, *several]
        for sign, day in ((">=", self.since), ("<=", self.until)):
            if day is not None:
                conditions.append(f"{anchor}.date {sign} %s")
                values.append(connection.ops.adapt_datefield_value(day))
        return conditions, values

    def _single(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in (self.facets or {}).items() if isinstance(value, str)]

    def _several(self) -> list[tuple[str, Sequence[str]]]:
        return [(name, value) for name, value in (self.facets or {}).items() if not isinstance(value, str) and value]


def cursor_for(value: str | datetime.date | bytes, page_id: int) -> str:
    """The place in a list after which it goes on: date (or sort key in hexadecimal) and page."""
    return f"{value.hex() if isinstance(value, bytes) else value}~{page_id}"


def parse_cursor(cursor: str, column: str) -> list[object]:
    """The two values of a cursor; raises InvalidCursor."""
    value, separator, page_id = cursor.rpartition("~")
    try:
        if not separator or not 0 <= int(page_id) <= MAX_ID:
            raise InvalidCursor(cursor)
        if column == "date":
            day = datetime.date.fromisoformat(value)
            return [connection.ops.adapt_datefield_value(day), int(page_id)]
        return [bytes.fromhex(value), int(page_id)]
    except ValueError as error:
        raise InvalidCursor(cursor) from error


def _placeholders(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
