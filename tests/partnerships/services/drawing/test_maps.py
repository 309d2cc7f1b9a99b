import math
import re
from collections.abc import Callable
from math import hypot
from time import process_time

import pytest
from django.utils import translation

from partnerships.services.drawing.arcs import MOST_ARCS
from partnerships.services.drawing.crowding import MOST_MARKS
from partnerships.services.drawing.maps import draw_map, draw_strip
from partnerships.services.drawing.shapes import Bounds, Drawing, MapPair, MapPlace, Sheet, StateCount

from .conftest import (
    ANADYR,
    CHEMNITZ,
    HAMBURG,
    KALININGRAD,
    NOWHERE,
    PROVIDENIYA,
    VLADIVOSTOK,
    VOLGOGRAD,
    pair,
    zoom_url,
)

# The narrowest each sheet is shown, in pixels: see map.css.
NARROWEST = {"narrow": 288, "wide": 704}


def numbers(sheet: Sheet) -> list[float]:
    text = " ".join([sheet.land, *(arc.path for arc in sheet.arcs)])
    assert "nan" not in text
    assert "inf" not in text
    values = [value for mark in sheet.marks for value in (mark.x, mark.y, mark.radius, mark.target)]
    return values + [float(value) for value in re.findall(r"-?\d*\.?\d+", text)]


def assert_sound(drawing: Drawing) -> None:
    """What holds for every map: finite, on the sheet, far enough apart, and nothing lost."""
    for sheet in drawing.sheets:
        assert all(math.isfinite(value) for value in numbers(sheet))
        assert all(0 < mark.x < sheet.width and 0 < mark.y < sheet.height for mark in sheet.marks)
        pixel = NARROWEST[sheet.name] / sheet.width
        marks = [(mark.x, mark.y) for mark in sheet.marks]
        gaps = [hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(marks) for b in marks[:i]]
        assert min(gaps, default=99) * pixel >= 24
        assert all(2 * mark.target * pixel >= 24 for mark in sheet.marks)
        assert sum(arc.pairs for arc in sheet.arcs) + sheet.within + sheet.thin + sheet.outside == sheet.pairs
        assert len(sheet.arcs) <= MOST_ARCS
        assert len(sheet.marks) <= MOST_MARKS


def test_one_pair_is_a_strip_of_two_dots_and_an_arc():
    drawing = draw_strip(pair(CHEMNITZ, VOLGOGRAD, state="resting"))
    assert_sound(drawing)
    assert [(sheet.name, sheet.width, len(sheet.arcs), len(sheet.marks)) for sheet in drawing.sheets] == [
        ("wide", 960, 1, 2),
        ("narrow", 288, 1, 2),
    ]
    for sheet in drawing.sheets:
        assert [(mark.label.text, mark.side, mark.url) for mark in sheet.marks] == [
            ("Chemnitz", "a", "/orte/chemnitz"),
            ("Wolgograd", "b", "/orte/wolgograd"),
        ]
        assert [(arc.state, arc.direction) for arc in sheet.arcs] == [("resting", "ab")]
        assert sheet.height < sheet.width * 0.8


def test_names_stand_where_the_arcs_do_not_go():
    for drawn in (pair(CHEMNITZ, VOLGOGRAD), pair(VOLGOGRAD._replace(side="a"), CHEMNITZ._replace(side="b"))):
        marks = draw_strip(drawn).sheets[0].marks
        assert [(mark.label.text, mark.label.anchor) for mark in marks] == [("Chemnitz", "end"), ("Wolgograd", "start")]


def test_marks_say_what_they_are():
    with translation.override("de"):
        sheet = draw_map([pair(HAMBURG, KALININGRAD), pair(CHEMNITZ, KALININGRAD)], zoom_url).sheets[0]
    assert [mark.name for mark in sheet.dots] == [
        "Hamburg: 1 Partnerschaft",
        "Chemnitz: 1 Partnerschaft",
        "Kaliningrad: 2 Partnerschaften",
    ]


def test_a_hub_is_one_dot_with_an_arc_to_each_partner():
    sheet = draw_map([pair(HAMBURG, KALININGRAD), pair(CHEMNITZ, KALININGRAD)], zoom_url).sheets[0]
    assert (len(sheet.dots), len(sheet.clusters), len(sheet.arcs)) == (3, 0, 2)


def test_close_places_are_one_mark_that_leads_to_an_enlarged_map():
    near = MapPlace("near", "Harburg", "/orte/harburg", 53.46, 9.98, "a")
    pairs = [pair(HAMBURG, VOLGOGRAD), pair(near, VOLGOGRAD, state="ended")]
    with translation.override("en"):
        drawing = draw_map(pairs, zoom_url)
    assert_sound(drawing)
    for sheet in drawing.sheets:
        (cluster,) = sheet.clusters
        assert (cluster.places, cluster.pairs, cluster.side) == (2, 2, "a")
        assert cluster.name == "2 places around Hamburg: show enlarged"
        assert [(arc.pairs, arc.state) for arc in sheet.arcs] == [(2, "mixed")]
        bounds = Bounds.parse(cluster.url.partition("bounds=")[2])
        assert bounds == Bounds(9.75, 53.4, 10.2, 53.65)
    enlarged = draw_map(pairs, zoom_url, bounds=bounds)
    assert_sound(enlarged)
    assert enlarged.zoomed
    assert [len(sheet.dots) for sheet in enlarged.sheets] == [2, 2]
    assert all(arc.leaving for sheet in enlarged.sheets for arc in sheet.arcs)


def test_places_on_one_point_lead_to_the_heaviest_of_them():
    twins = [
        MapPlace(f"p{index}", f"P{index}", f"/p{index}", 52.5, 13.4, "a" if index % 2 else "b", index)
        for index in range(6)
    ]
    with translation.override("en"):
        drawing = draw_map([pair(twins[0], twins[1]), pair(twins[2], twins[3]), pair(twins[4], twins[5])], zoom_url)
    assert_sound(drawing)
    for sheet in drawing.sheets:
        (cluster,) = sheet.marks
        assert (cluster.places, cluster.side, cluster.url) == (6, "both", "/p5")
        assert cluster.name == "6 places at P5"
        assert (len(sheet.arcs), sheet.within) == (0, 3)


def test_the_antimeridian_is_no_edge():
    drawing = draw_map([pair(CHEMNITZ, ANADYR), pair(HAMBURG, PROVIDENIYA), pair(HAMBURG, VLADIVOSTOK)], zoom_url)
    assert_sound(drawing)
    assert drawing.squeezed
    across = [mark.x for mark in drawing.sheets[0].marks if mark.side == "b"]
    assert across == sorted(across)
    assert across[-1] > drawing.sheets[0].width * 0.9
    near = draw_map([pair(ANADYR, PROVIDENIYA)], zoom_url, bounds=Bounds(175, 60, -170, 68))
    assert_sound(near)
    assert [mark.label.text for mark in near.sheets[0].marks] == ["Anadyr", "Providenija"]


def test_what_has_no_place_on_the_map_is_named():
    sydney = MapPlace("sydney", "Sydney", "/orte/sydney", -33.9, 151.2, "b")
    drawing = draw_map([pair(CHEMNITZ, NOWHERE), pair(HAMBURG, sydney), pair(HAMBURG, VOLGOGRAD)], zoom_url)
    assert_sound(drawing)
    assert (drawing.pairs, drawing.pairs_left_out) == (3, 2)
    assert drawing.left_out == ("Pogranitschny", "Sydney")
    assert len(drawing.sheets[0].marks) == 3


def test_no_pairs_is_an_empty_map():
    drawing = draw_map([], zoom_url)
    assert_sound(drawing)
    assert [(len(sheet.marks), sheet.land != "") for sheet in drawing.sheets] == [(0, True), (0, True)]


def test_a_triangle_joins_each_side_a_with_each_side_b():
    sheet = draw_map([pair(CHEMNITZ, HAMBURG, VOLGOGRAD)], zoom_url).sheets[0]
    assert (sheet.pairs, len(sheet.arcs)) == (2, 2)
    one_sided = draw_map([pair(VOLGOGRAD, KALININGRAD)], zoom_url).sheets[0]
    assert (one_sided.pairs, len(one_sided.arcs)) == (1, 1)


def test_states_are_counted_in_their_order():
    pairs = [pair(CHEMNITZ, VOLGOGRAD, state="unknown"), pair(HAMBURG, KALININGRAD), pair(HAMBURG, VOLGOGRAD)]
    with translation.override("de"):
        states = draw_map(pairs, zoom_url).states
    assert states == (StateCount("active", "aktiv", 2), StateCount("unknown", "nicht bekannt", 1))


@pytest.mark.parametrize(
    "bounds", ["-180,-90,180,90", "0,89,1,90", "5,47,5.01,47.01", "170,-80,-170,-79", "-25,34,-169,82", "179,0,-179,1"]
)
def test_any_bounds_are_drawn(bounds: str, many_pairs: Callable[..., list[MapPair]]):
    assert_sound(draw_map(many_pairs(50), zoom_url, bounds=Bounds.parse(bounds)))


@pytest.mark.parametrize("number", [2_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_thousands_of_pairs_are_bounded_and_complete(number: int, many_pairs: Callable[..., list[MapPair]]):
    drawing = draw_map(many_pairs(number), zoom_url)
    assert_sound(drawing)
    assert [sheet.pairs for sheet in drawing.sheets] == [number, number]
    assert [sum(mark.places for mark in sheet.marks) for sheet in drawing.sheets] == [2 * number, 2 * number]
    assert sum(mark.pairs for mark in drawing.sheets[0].marks) == 2 * number


@pytest.mark.slow
def test_ten_thousand_pairs_are_fast(many_pairs: Callable[..., list[MapPair]]):
    pairs = many_pairs(10_000)
    draw_map(pairs, zoom_url)
    times = []
    for _ in range(5):
        start = process_time()
        draw_map(pairs, zoom_url)
        times.append(process_time() - start)
    assert min(times) < 0.25
    start = process_time()
    draw_map(pairs, zoom_url, bounds=Bounds(8, 50, 12, 52))
    assert process_time() - start < 0.4
