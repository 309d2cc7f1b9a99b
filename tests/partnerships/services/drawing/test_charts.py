from base64 import b64encode
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest

from partnerships.services.drawing.charts import Bar, Chart, document, draw_bars, draw_columns, style_source

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  (our own)


def bars(*counts: int) -> list[Bar]:
    return [Bar(f"Land <{index}>", count) for index, count in enumerate(counts)]


def drawn_as(draw: object, counts: tuple[int, ...]) -> Chart:
    return draw(bars(*counts), title="A & B", as_of="Stand: heute", category="Land", identity="c")


def test_the_longest_bar_leaves_room_for_its_number():
    chart = drawn_as(draw_bars, (40, 20, 0))
    assert [(shape.width, shape.top) for shape in chart.shapes] == [(86.0, 0), (43.0, 46), (0, 92)]
    assert (chart.height, chart.total) == (138, 60)


def test_columns_stand_on_one_line_and_fill_the_width():
    chart = drawn_as(draw_columns, (39, 0, 13))
    assert [(shape.start, shape.middle, shape.width) for shape in chart.shapes] == [
        (4.67, 16.67, 24.0),
        (38.0, 50.0, 24.0),
        (71.33, 83.33, 24.0),
    ]
    assert [shape.height for shape in chart.shapes] == [168.0, 0, 56.0]
    assert {shape.top + shape.height for shape in chart.shapes} == {chart.floor}
    assert not any(shape.sparse for shape in chart.shapes)


def test_every_second_label_is_left_out_on_a_phone_when_there_are_many():
    chart = drawn_as(draw_columns, (1,) * 8)
    assert [shape.sparse for shape in chart.shapes] == [True, False] * 4


@pytest.mark.parametrize("draw", [draw_bars, draw_columns])
@pytest.mark.parametrize("counts", [(), (0,), (0, 0)])
def test_nothing_to_count_is_a_chart_too(draw: object, counts: tuple[int, ...]):
    chart = drawn_as(draw, counts)
    assert chart.total == 0
    assert parsed(document(chart, "de")).tag == f"{SVG}svg"


@pytest.mark.parametrize("draw", [draw_bars, draw_columns])
def test_the_document_stands_alone(draw: object):
    text = document(drawn_as(draw, (3, 1)), "de")
    root = parsed(text)
    assert root.find(f"{SVG}title").text == "A & B"
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id") == "c-title"
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert words[0] == "A & B"
    assert words[-1] == "Stand: heute"
    assert {"Land <0>", "3", "Land <1>", "1"} <= set(words)
    assert "prefers-color-scheme: dark" in root.find(f"{SVG}style").text
    for outside in ("http", "url(", "@import", "href", "<script"):
        assert outside not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_its_styles_may_be_named_in_a_policy():
    style = parsed(document(drawn_as(draw_bars, (1,)), "de")).find(f"{SVG}style").text
    assert style_source() == f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
