# ruff: noqa: S608 - every value is a parameter; fragments are constants of this module.
"""One statement that finds, counts and pages: visible matches, those that pass the filters, counts of each facet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from cms.content_store.models import ContentItem
from search.models import SearchDocument
from search.questions import MAX_FACET_VALUES, Found, Question

from . import scoring, tables

DOCUMENT, ITEM = SearchDocument._meta.db_table, ContentItem._meta.db_table
# The mean radius by which search servers measure, in km.
EARTH = 6371.0087714
DISTANCE = (
    f"{2 * EARTH} * asin(sqrt(power(sin(radians(d.latitude - %s) / 2), 2) + cos(radians(%s)) "
    "* cos(radians(d.latitude)) * power(sin(radians(d.longitude - %s) / 2), 2)))"
)
ORDERS = {
    "relevance": "points DESC, undated, date DESC, id DESC",
    "-date": "undated, date DESC, id DESC",
    "date": "undated, date, id DESC",
    "title": "sort_key, id DESC",
    "distance": "distance, id DESC",
    "id": "id DESC",
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


def find(question: Question, now: datetime, without: Collection[int] = ()) -> tuple[Found, list[int]]:
    """What matches but for the documents `without`, and the ids of those that are past their time; one query."""
    written, sql = statement(question, now, without), tables.dialect()
    with connection.cursor() as cursor:
        cursor.execute(sql.BEFORE + "\n".join(written.sql) + sql.AFTER, written.parameters)
        for _statement in range(sql.BEFORE.count(";")):
            cursor.nextset()
        rows = cursor.fetchall()
    return _found(rows, question), [number for part, _name, _value, number in rows if part == "due"]


def statement(question: Question, now: datetime, without: Collection[int] = ()) -> Statement:
    """What find() executes. Values are parameters, fragments are constants."""
    written = Statement()
    moment = connection.ops.adapt_datetimefield_value(now)
    _matches(written, question, moment, without)
    _kept(written, question)
    _page(written, question)
    written.add("UNION ALL SELECT 'due', '', '', id FROM m WHERE valid_until <= %s", moment)
    if question.counted:
        _counts(written, question)
    return written


def _matches(statement: Statement, question: Question, moment: object, without: Collection[int]) -> None:
    """Rows m of all that match and is public, with a column for each facet that tells whether it is passed."""
    sql = tables.dialect()
    statement.add("WITH m AS MATERIALIZED (SELECT d.id, d.date, d.valid_until,")
    for number, (name, values) in enumerate(_chosen(question)):
        passed, parameters = sql.passed(name, values)
        statement.add(f"{passed} AS passed{number},", *parameters)
    statement.add(sql.KEPT_FOR_COUNTS if question.counted else "")
    if question.order == "title":
        statement.add(f"{sql.SORT_KEY} AS sort_key,")
    if question.near:
        near = question.near
        statement.add(f"{DISTANCE} AS distance,", near.latitude, near.latitude, near.longitude)
    points, parameters = scoring.score(question, sql) if question.order == "relevance" else ("0", [])
    statement.add(f"{points} AS score", *parameters)
    matches, parameters = sql.matches(question)
    statement.add(f"FROM {matches} LEFT JOIN", *parameters)
    # The item itself is asked, too: nothing that was withdrawn is found, whoever forgot to index it.
    statement.add(f"(SELECT page_id FROM {ITEM} WHERE public AND locale = %s) i", question.locale)
    statement.add("ON i.page_id = d.page_id WHERE d.locale = %s", question.locale)
    statement.add("AND (d.page_id IS NULL OR i.page_id IS NOT NULL)")
    statement.add("AND (d.visible_from IS NULL OR d.visible_from <= %s)", moment)
    statement.add("AND (d.expires_at IS NULL OR d.expires_at > %s)", moment)
    for sign, day in ((">=", question.since), ("<=", question.until)):
        if day is not None:
            statement.add(f"AND d.date {sign} %s", connection.ops.adapt_datefield_value(day))
    if without:
        statement.add(f"AND d.id NOT IN ({placeholders(without)})", *without)
    statement.add(")")


def _chosen(question: Question) -> list[tuple[str, tuple[str, ...]]]:
    return [(name, tuple(values)) for name, values in question.facets.items() if values]


def _passing(question: Question, but: str = "") -> tuple[str, list[object]]:
    """The condition on m of the neighbourhood and all facets `but` one."""
    passed = [f"passed{number}" for number, (name, _values) in enumerate(_chosen(question)) if name != but]
    conditions = [*(["distance <= %s"] if question.near else []), *passed]
    return " AND ".join(conditions) or "1 = 1", [question.near.km] if question.near else []


def _kept(statement: Statement, question: Question) -> None:
    passing, parameters = _passing(question)
    statement.add(", kept AS NOT MATERIALIZED (SELECT m.*, date IS NULL AS undated")
    if question.order == "relevance":
        sql = tables.dialect()
        statement.add(f", score + {sql.RANK} AS points", *[sql.expression(question)] * sql.RANK.count("%s"))
    statement.add(f"FROM m WHERE {passing})", *parameters)


def _page(statement: Statement, question: Question) -> None:
    order = ORDERS[question.order if question.near or question.order != "distance" else "id"]
    statement.add(
        "SELECT 'hit' AS part, key AS name, '' AS value, n FROM (SELECT id, row_number() OVER () AS n FROM "
        f"(SELECT id FROM kept ORDER BY {order} LIMIT %s OFFSET %s) best) page JOIN {DOCUMENT} d ON d.id = page.id",
        question.limit, question.offset,
    )  # fmt: skip
    statement.add("UNION ALL SELECT 'total', '', '', count(*) FROM kept")
    statement.add("UNION ALL SELECT 'matched', '', '', count(*) FROM m")


def _counts(statement: Statement, question: Question) -> None:
    """All facets in one pass over what fails no more than one of the conditions."""
    sql, chosen = tables.dialect(), [name for name, _values in _chosen(question) if name in question.counted]
    everything, near = _passing(question)
    statement.add(
        "UNION ALL SELECT 'count', name, value, n FROM (SELECT name, value, n, "
        "row_number() OVER (PARTITION BY name ORDER BY n DESC, value) AS place FROM (SELECT name, value, CASE"
    )
    for number, name in enumerate(chosen):
        statement.add(f"WHEN name = %s THEN without{number}", name)
    statement.add(f"WHEN 1 = 1 THEN n END AS n FROM (SELECT {sql.NAMED_VALUE},")
    statement.add(f"count(CASE WHEN {everything} THEN 1 END) AS n", *near)
    for number, name in enumerate(chosen):
        passing, near = _passing(question, but=name)
        statement.add(f", count(CASE WHEN {passing} THEN 1 END) AS without{number}", *near)
    failed = " + ".join(f"CASE WHEN passed{number} THEN 0 ELSE 1 END" for number, _ in enumerate(_chosen(question)))
    statement.add(f"FROM {sql.VALUES_OF_M} WHERE {failed or '0'} <= 1 GROUP BY {sql.EACH_VALUE}) pairs")
    statement.add(f") counted WHERE n > 0) ranked WHERE place <= {MAX_FACET_VALUES}")


def _found(rows: Sequence[tuple[str, str, str, int]], question: Question) -> Found:
    hits = sorted((number, name) for part, name, _value, number in rows if part == "hit")
    sizes = {part: number for part, _name, _value, number in rows if part in ("total", "matched")}
    counts: dict[str, list[tuple[int, str]]] = {}
    for part, name, value, number in rows:
        if part == "count":
            counts.setdefault(name, []).append((-number, value))
    facets = {
        name: {value: -number for number, value in sorted(counts[name])} for name in question.counted if name in counts
    }
    return Found([key for _number, key in hits], sizes["total"], sizes["matched"], facets)


def placeholders(values: Collection[object]) -> str:
    """As many as there are values."""
    return ", ".join(["%s"] * len(values))
