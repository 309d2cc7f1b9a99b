"""Maps and charts in a browser: what is shown at which width, targets large enough and apart, keyboard and names."""

import random
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import dist

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, Page

from partnerships.services.drawing.charts import Bar, draw_columns
from partnerships.services.drawing.maps import draw_map
from partnerships.services.drawing.shapes import Drawing, MapPair, MapPlace

STYLES = (
    "cms/static/cms/css/tokens.css",
    "cms/static/cms/css/base.css",
    "cms/static/cms/css/frame.css",
    "partnerships/static/partnerships/css/map.css",
    "partnerships/static/partnerships/css/charts.css",
)
TARGETS = """circles => circles.map(circle => {
    const box = circle.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2, box.width];
})"""


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    dice = random.Random(7)
    with translation.override("de"):
        return draw_map(
            [
                MapPair(
                    str(number),
                    f"Paar {number}",
                    f"/paar/{number}",
                    "active",
                    (
                        MapPlace(f"a{number}", f"Ort {number}", "#a", dice.uniform(47, 55), dice.uniform(6, 15), "a"),
                        MapPlace(
                            f"b{number}", f"Stadt {number}", "#b", dice.uniform(43, 69), dice.uniform(20, 90), "b"
                        ),
                    ),
                )
                for number in range(150)
            ],
            lambda bounds: f"#{bounds}",
        )


@pytest.fixture
def page(chromium: Browser, drawing: Drawing) -> Iterator[Page]:
    chart = draw_columns(
        [Bar(f"{decade}er", 3) for decade in range(1950, 2030, 10)],
        title="Jahrzehnte",
        as_of="heute",
        category="Beginn",
    )
    with translation.override("de"):
        parts = [
            render_to_string("partnerships/includes/map.html", {"map": drawing, "label": "Karte"}),
            render_to_string("partnerships/includes/column_chart.html", {"chart": chart}),
        ]
    css = "".join((settings.BASE_DIR / path).read_text() for path in STYLES)
    context = chromium.new_context()
    tab = context.new_page()
    tab.set_content(f'<!doctype html><style>{css}</style><main class="content">{"".join(parts)}</main>')
    yield tab
    context.close()


@pytest.mark.parametrize(("width", "sheet"), [(320, "narrow"), (390, "narrow"), (768, "wide"), (1280, "wide")])
def test_targets_are_large_and_apart(page: Page, drawing: Drawing, width: int, sheet: str):
    page.set_viewport_size({"width": width, "height": 900})
    shown = page.locator(".map__sheet:visible")
    assert shown.evaluate_all("sheets => sheets.map(sheet => sheet.classList[1])") == [f"map__sheet--{sheet}"]
    targets = shown.locator(".map__marks circle:not(.dot)").evaluate_all(TARGETS)
    assert len(targets) == len(next(one for one in drawing.sheets if one.name == sheet).marks)
    assert min(size for *_, size in targets) >= 24
    assert min(dist(first[:2], second[:2]) for first, second in combinations(targets, 2)) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_meets_each_mark_of_the_sheet_that_is_shown(page: Page, drawing: Drawing):
    page.set_viewport_size({"width": 320, "height": 900})
    narrow = next(one for one in drawing.sheets if one.name == "narrow")
    for mark in narrow.marks:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.querySelector('title').textContent") == mark.name
        ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('circle')).stroke")
        assert ring == "rgb(179, 71, 0)"
        assert page.get_by_role("link", name=mark.name, exact=True).count() >= 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize(("width", "labels"), [(320, 4), (1280, 8)])
def test_labels_of_columns_never_touch(page: Page, width: int, labels: int):
    page.set_viewport_size({"width": width, "height": 900})
    shown = page.locator(".chart__label:visible")
    boxes = shown.evaluate_all(
        "texts => texts.map(text => { const box = text.getBoundingClientRect(); return [box.left, box.right]; })"
    )
    assert len(boxes) == labels
    assert all(first[1] < second[0] for first, second in pairwise(boxes))
