"""Tables: cells of lines, rows of the same width, a head, numbers, languages row by row."""

from typing import Any

import pytest

from cms.blocks.table import cells_of
from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, rows, text_of, with_body

pytestmark = pytest.mark.django_db


def table(*lines: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    value = {"caption": "Gäste", "head": "Jahr | Ort | Gäste", "rows": rows(*lines), "row_names": True, "source": ""}
    return "table", {**value, **fields}


@pytest.mark.parametrize(
    ("line", "width", "cells"),
    [
        ("2019 | Düren | 750", None, ["2019", "Düren", "750"]),
        ("2019|Düren|750", None, ["2019", "Düren", "750"]),
        ("2019\tDüren\t750", None, ["2019", "Düren", "750"]),
        ("2019 | | 750", None, ["2019", "", "750"]),
        ("2019 |", None, ["2019", ""]),
        ("nur eine", None, ["nur eine"]),
        ("2019 | Düren", 3, ["2019", "Düren", ""]),
        ("2019 | Düren | 750 | mehr", 3, ["2019", "Düren", "750 mehr"]),
    ],
)
def test_cells(line: str, width: int | None, cells: list[str]):
    assert cells_of(line, width) == cells


def test_rows_and_columns(article: ArticlePage):
    page = with_body(article, table("2019 | Düren | 750", "2021 | Kaluga | 1 000", source="Forum"))
    found = html(page, {"body.b0.rows.i1": "ru", "body.b0.head": "en"})
    region = found.select_one(".table__region")
    assert (region["role"], region["aria-label"], region["tabindex"]) == ("region", "Gäste", "0")
    assert text_of(found.caption) == "Gäste"
    head, first, second = found.select("tr")
    assert [(cell["scope"], text_of(cell), cell.get("class")) for cell in head.select("th")] == [
        ("col", "Jahr", None), ("col", "Ort", None), ("col", "Gäste", ["number"]),
    ]  # fmt: skip
    bodies = (first, second)
    assert [(row.th["scope"], text_of(row.th), [text_of(cell) for cell in row.select("td")]) for row in bodies] == [
        ("row", "2019", ["Düren", "750"]), ("row", "2021", ["Kaluga", "1 000"]),
    ]  # fmt: skip
    assert [row.get("lang") for row in (head, first, second)] == ["en", None, "ru"]
    assert text_of(found.figcaption) == "Quelle: Forum"
    assert api(page) == [
        {
            "id": "b0", "type": "table", "caption": "Gäste", "head": ["Jahr", "Ort", "Gäste"],
            "rows": [{"cells": ["2019", "Düren", "750"]}, {"cells": ["2021", "Kaluga", "1 000"]}],
            "row_names": True, "source": "Forum",
        }
    ]  # fmt: skip
    assert paths(page) == ["body.b0.caption", "body.b0.head", "body.b0.rows.i0", "body.b0.rows.i1", "body.b0.source"]


def test_a_row_of_another_width_is_refused_where_it_stands():
    wrong = table("2019 | Düren | 750", "2021 | Kaluga")
    said = {"messages": ["Cells in this row: 2. Columns of the table: 3."]}
    assert refused(wrong) == {"rows": {"blockErrors": {1: said}}}
    assert refused(wrong, draft=True) is None
    assert refused(table("2019 | Düren | 750")) is None


def test_a_row_of_another_width_in_a_translation_is_filled_up(article: ArticlePage):
    page = with_body(article, table("2019 | Дюрен"))
    assert [text_of(cell) for cell in html(page).select("td")] == ["Дюрен", ""]
