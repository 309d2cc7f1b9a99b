"""Templates of maps and charts: well-formed, named, escaped, within their size, without styles or scripts inline."""

import gzip
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from partnerships.services.drawing.charts import Bar, draw_bars, draw_columns
from partnerships.services.drawing.maps import draw_map, draw_strip
from partnerships.services.drawing.shapes import Bounds, MapPair, MapPlace
from tests.partnerships.services.drawing.conftest import CHEMNITZ, NOWHERE, VOLGOGRAD, many_pairs, pair, zoom_url

EVIL = MapPlace("evil", '<b>"O\'Hara" & Söhne', '/x?"><script>', 50.0, 10.0, "a")
LABEL = 'Karte & "Bogen"'

__all__ = ["many_pairs"]


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  (our own)


def rendered(name: str, context: dict) -> tuple[str, ET.Element]:
    """The markup in German and what a parser makes of it."""
    with translation.override("de"):
        text = render_to_string(f"partnerships/includes/{name}.html", context)
    return text, parsed(text)


def assert_clean(text: str, root: ET.Element) -> None:
    """Nothing that a strict policy forbids, no id twice, no number in the reader's notation."""
    assert "<script" not in text
    assert not any("style" in element.attrib or element.tag == "style" for element in root.iter())
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for name in ("x", "y", "r", "width", "stroke-width", "transform"):
            assert "," not in element.get(name, "")


def test_every_mark_of_a_map_is_a_named_link(many_pairs: Callable[..., list[MapPair]]):
    drawing = draw_map(many_pairs(60), zoom_url)
    text, root = rendered("map", {"map": drawing, "label": LABEL})
    assert_clean(text, root)
    sheets = root.findall(".//svg[@role='group']")
    assert [sheet.get("aria-label") for sheet in sheets] == [LABEL, LABEL]
    for element, sheet in zip(sheets, drawing.sheets, strict=True):
        links = element.findall("./g[@class='map__marks']/a")
        assert [(link.get("href"), link.find("title").text) for link in links] == [
            (mark.url, mark.name) for mark in sheet.marks
        ]
        assert all(link.find("title").text for link in links)
        assert len(element.findall(".//g[@class='map__arcs']/path")) == len(sheet.arcs)
        counts = [int(count.text) for count in element.findall(".//text[@class='count']")]
        assert counts == [mark.places for mark in sheet.clusters]


def test_names_are_escaped():
    drawing = draw_map([pair(EVIL, VOLGOGRAD)], zoom_url)
    text, root = rendered("map", {"map": drawing, "label": LABEL})
    assert_clean(text, root)
    link = root.find(".//g[@class='map__marks']/a")
    assert link.get("href") == EVIL.url
    assert link.find("text").text == EVIL.name


def test_a_map_of_123_pairs_is_small(many_pairs: Callable[..., list[MapPair]]):
    text, _ = rendered("map", {"map": draw_map(many_pairs(123, east=75), zoom_url), "label": LABEL})
    assert len(text.encode()) <= 60_000
    assert len(gzip.compress(text.encode(), 6)) <= 15_000


def test_legend_and_notes_say_what_is_not_seen():
    pairs = [pair(CHEMNITZ, NOWHERE, state="resting"), pair(CHEMNITZ, VOLGOGRAD)]
    bounds = Bounds(40, 40, 50, 50)
    drawing = draw_map([*pairs, pair(EVIL, CHEMNITZ, state="ended")], zoom_url, bounds=bounds)
    text, root = rendered("map", {"map": drawing, "label": LABEL, "whole_url": "/karte"})
    assert_clean(text, root)
    legend = [" ".join("".join(item.itertext()).split()) for item in root.findall(".//li")]
    assert legend == ["aktiv 1", "ruht 1", "beendet 1"]
    notes = ["".join(note.itertext()).strip() for note in root.findall(".//div[@class='map__notes']/p")]
    assert notes == [
        "1 Verbindung liegt außerhalb dieses Ausschnitts.",
        "1 Verbindung liegt außerhalb dieses Ausschnitts.",
        "1 Ort mit unbekannter Lage fehlt auf der Karte: Pogranitschny",
        "Küstenlinien: Natural Earth. Orte: GeoNames, CC BY 4.0.",
    ]
    assert root.find(".//a[@class='map__whole']").get("href") == "/karte"


@pytest.mark.parametrize(
    ("latitude", "sheets"), [(50.72, ["narrow", "wide"]), (51.7, ["narrow"]), (53.5, [])], ids=["near", "apart", "far"]
)
def test_the_legend_explains_clusters_and_mixed_lines_of_the_sheet_that_has_some(latitude: float, sheets: list[str]):
    other = MapPlace("other", "Zwickau", "/orte/zwickau", latitude, 12.49, "a")
    drawing = draw_map([pair(CHEMNITZ, VOLGOGRAD), pair(other, VOLGOGRAD, state="ended")], zoom_url)
    _, root = rendered("map", {"map": drawing, "label": LABEL})
    keys = [(item.get("class"), " ".join("".join(item.itertext()).split())) for item in root.findall(".//li")]
    assert keys[:2] == [("map__key", "aktiv 1"), ("map__key", "beendet 1")]
    assert sorted(keys[2:]) == [
        (f"map__key map__key--{sheet}", words)
        for sheet in sheets
        for words in ("3nahe beieinander liegende Orte: vergrößert zeigen", "mehrere mit verschiedenem Stand")
    ]


def test_few_arcs_lead_a_pointer_to_their_pair_and_stay_out_of_the_keyboards_way():
    wide, narrow = draw_map([pair(EVIL, VOLGOGRAD)], zoom_url).sheets
    assert [[arc.pair is None for arc in sheet.arcs] for sheet in (wide, narrow)] == [[False], [True]]
    text, root = rendered("map", {"map": draw_map([pair(EVIL, VOLGOGRAD)], zoom_url), "label": LABEL})
    assert_clean(text, root)
    (link,) = root.findall(".//g[@class='map__arcs']/a")
    assert (link.get("href"), link.get("tabindex")) == ("/paare/evil", "-1")
    assert link.find("title").text == f"{EVIL.name} - Wolgograd"


def test_a_strip_tells_the_distance():
    drawing = draw_strip(pair(CHEMNITZ, VOLGOGRAD))
    text, root = rendered("map_strip", {"map": drawing, "label": LABEL, "distance": "2.280 km Luftlinie"})
    assert_clean(text, root)
    assert root.find(".//p[@class='map__distance']").text == "2.280 km Luftlinie"
    assert len(root.findall(".//a")) == 4


@pytest.mark.parametrize(("name", "draw"), [("bar_chart", draw_bars), ("column_chart", draw_columns)])
def test_charts_have_a_name_and_a_table(name: str, draw: Callable):
    bars = [Bar("aktiv", 14, "active", "/?state=active"), Bar("<ruht>", 1054, "resting"), Bar("x", 0, "unknown")]
    chart = draw(bars, title="Zustand & Zahl", as_of="Stand: 24. November 2026", category="Zustand", identity="s")
    text, root = rendered(name, {"chart": chart})
    assert_clean(text, root)
    drawing = root.find("svg")
    assert (drawing.get("role"), drawing.get("aria-labelledby")) == ("img", "s-title")
    assert root.find(".//*[@id='s-title']").text == "Zustand & Zahl"
    rows = [["".join(cell.itertext()) for cell in row] for row in root.findall(".//tbody/tr")]
    assert rows == [["aktiv", "14"], ["<ruht>", "1054"], ["x", "0"]]
    assert root.find(".//tbody//a").get("href") == "/?state=active"
    assert [cell.text for cell in root.findall(".//tfoot/tr/*")] == ["Insgesamt", "1068"]


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("active", "active"), ("resting", "resting"), ("suspended", "suspended"), ("ended", "ended"),
        ("unknown", "unknown"), ("open", "active"), ("running", "active"), ("announced", "coming"),
        ("postponed", "resting"), ("cancelled", "suspended"), ("closed", "ended"),
    ],
)  # fmt: skip
def test_there_is_one_component_for_all_states(state: str, name: str):
    root = parsed(render_to_string("cms/components/state.html", {"state": state, "label": "Wort"}))
    assert root.get("class") == f"state state--{name}"
    assert "".join(root.itertext()).strip() == "Wort"
    assert root.find("svg").get("aria-hidden") == "true"


def test_each_state_of_a_partnership_has_its_own_shape():
    states = ("active", "resting", "suspended", "ended", "unknown")
    shapes = {render_to_string("cms/components/state_shape.html", {"state": state}) for state in states}
    assert len(shapes) == 5
