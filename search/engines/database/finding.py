# ruff: noqa: S608 - every value is a parameter; fragments are constants of this module.
"""One statement that finds, counts and pages: visible matches, those that pass the filters, counts of each facet."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from cms.content_store.models import ContentItem
from search.models import SearchFacet
from search.questions import MAX_FACET_VALUES, Found, Question

from . import scoring, tables

FACET, ITEM = SearchFacet._meta.db_table, ContentItem._meta.db_table
# The mean radius by which search servers measure, in km.
EARTH = 6371.0087714
DISTANCE = (
    f"{2 * EARTH} * asin(sqrt(power(sin(radians(d.latitude - %s) / 2), 2) + cos(radians(%s)) "
    "* cos(radians(d.latitude)) * power(sin(radians(d.longitude - %s) / 2), 2)))"
)
ORDERS = {
    "relevance": "score DESC, undated, date DESC, id DESC",
    "-date": "undated, date DESC, id DESC",
    "date": "undated, date, id DESC",
    "title": "sort_key, id DESC",
    "distance": "distance, id DESC",
}


@dataclass
class Statement:
    """SQL and its parameters, written side by side."""

    sql: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, sql: str, *parameters: object) -> None:
        """Append a fragment with the values of its placeholders."""
        self.sql.append(sql)
        self.parameters += parameters


def find(question: Question, now: datetime, without: Collection[int], number: int = 0) -> Found:
    """What matches but for the documents `without`; one query. Values are parameters, fragments are constants.

    `number` is how many match, as outline() says.
    """
    written = statement(question, now, without, number)
    with connection.cursor() as cursor:
        cursor.execute("\n".join(written.sql), written.parameters)
        rows = cursor.fetchall()
    return _found(rows, question)


def statement(question: Question, now: datetime, without: Collection[int], number: int) -> Statement:
    """What find() executes."""
    written = Statement()
    _matches(written, question, now, without, number)
    _kept(written, question)
    _page(written, question)
    _counts(written, question)
    return written


def outline(question: Question, now: datetime) -> tuple[int, list[int]]:
    """How many match; and those that match as they stand, but are past their time, or their page's rendering is."""
    return tables.dialect().outline(question, connection.ops.adapt_datetimefield_value(now))


def _matches(statement: Statement, question: Question, now: datetime, without: Collection[int], number: int) -> None:
    sql, moment = tables.dialect(), connection.ops.adapt_datetimefield_value(now)
    statement.add("WITH m AS MATERIALIZED (SELECT d.id, d.key, d.date, d.date IS NULL AS undated, d.sort_key,")
    if question.order == "relevance":
        points, parameters = scoring.score(question, sql)
        statement.add(f"{points} AS score,", *parameters)
    else:
        statement.add("0 AS score,")
    near = question.near
    if near:
        statement.add(f"{DISTANCE} AS distance", near.latitude, near.latitude, near.longitude)
    else:
        statement.add("0 AS distance")
    matches, parameters = sql.matches(question, number)
    statement.add(f"FROM {matches} LEFT JOIN {ITEM} i ON i.page_id = d.page_id", *parameters)
    statement.add("WHERE d.locale = %s", question.locale)
    # The item itself is asked, too: nothing that was withdrawn is found, whoever forgot to index it.
    statement.add("AND (d.page_id IS NULL OR (i.public AND i.removed_at IS NULL))")
    statement.add("AND (d.visible_from IS NULL OR d.visible_from <= %s)", moment)
    statement.add("AND (d.expires_at IS NULL OR d.expires_at > %s)", moment)
    for sign, day in ((">=", question.since), ("<=", question.until)):
        if day is not None:
            statement.add(f"AND d.date {sign} %s", connection.ops.adapt_datefield_value(day))
    if without:
        statement.add(f"AND d.id NOT IN ({placeholders(without)})", *without)
    statement.add(")")


def _kept(statement: Statement, question: Question) -> None:
    statement.add(", kept AS (SELECT id, key, date, undated, sort_key, distance,")
    if question.order == "relevance":
        sql = tables.dialect()
        statement.add(f"score + {sql.RANK} AS score", *[sql.expression(question)] * sql.RANK.count("%s"))
    else:
        statement.add("score")
    statement.add("FROM m WHERE")
    _passing(statement, question, question.facets)
    statement.add(")")


def _passing(statement: Statement, question: Question, names: Iterable[str]) -> None:
    """The conditions of the named facets, and that of the neighbourhood."""
    if question.near:
        statement.add("distance <= %s", question.near.km)
    else:
        statement.add("1 = 1")
    for name in names:
        if values := question.facets[name]:
            statement.add(
                f"AND id IN (SELECT document_id FROM {FACET} WHERE name = %s AND value IN ({placeholders(values)}))",
                name, *values,
            )  # fmt: skip


def _page(statement: Statement, question: Question) -> None:
    order = ORDERS[question.order]
    statement.add(
        "SELECT 'hit' AS part, key AS name, '' AS value, n FROM "
        f"(SELECT key, row_number() OVER (ORDER BY {order}) AS n FROM kept ORDER BY {order} LIMIT %s OFFSET %s) page",
        question.limit, question.offset,
    )  # fmt: skip
    statement.add("UNION ALL SELECT 'total', '', '', count(*) FROM kept")
    statement.add("UNION ALL SELECT 'matched', '', '', count(*) FROM m")


def _counts(statement: Statement, question: Question) -> None:
    chosen = [name for name in question.counted if question.facets.get(name)]
    others = [name for name in question.counted if name not in chosen]
    if others:
        statement.add(
            f"UNION ALL SELECT 'count', f.name, f.value, count(*) FROM {FACET} f JOIN kept ON kept.id = f.document_id "
            f"WHERE f.name IN ({placeholders(others)}) GROUP BY f.name, f.value",
            *others,
        )
    for name in chosen:
        statement.add(
            f"UNION ALL SELECT 'count', f.name, f.value, count(*) FROM {FACET} f JOIN (SELECT id FROM m WHERE"
        )
        _passing(statement, question, [other for other in question.facets if other != name])
        statement.add(") passing ON passing.id = f.document_id WHERE f.name = %s GROUP BY f.name, f.value", name)


def _found(rows: Sequence[tuple[str, str, str, int]], question: Question) -> Found:
    hits = sorted((number, name) for part, name, _value, number in rows if part == "hit")
    sizes = {part: number for part, _name, _value, number in rows if part in ("total", "matched")}
    counts: dict[str, list[tuple[int, str]]] = {}
    for part, name, value, number in rows:
        if part == "count":
            counts.setdefault(name, []).append((-number, value))
    facets = {
        name: {value: -number for number, value in sorted(counts[name])[:MAX_FACET_VALUES]}
        for name in question.counted
        if name in counts
    }
    return Found([key for _number, key in hits], sizes["total"], sizes["matched"], facets)


def placeholders(values: Collection[object]) -> str:
    """As many as there are values."""
    return ", ".join(["%s"] * len(values))
