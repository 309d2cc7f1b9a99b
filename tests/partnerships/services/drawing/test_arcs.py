from dataclasses import replace

from partnerships.services.drawing.arcs import MOST_ARCS, bowed, bundled, drawn
from partnerships.services.drawing.shapes import Arc, MapPair, Point
from partnerships.services.drawing.survey import Join
from partnerships.services.drawing.viewport import WIDE, Format

NODES = [Point(0, 100), Point(100, 100), Point(100, 0)]
WEST, EAST, NORTH = range(3)


FORM = replace(WIDE, line=1.0, most_linked=0)


def join(start: int, end: int, state: str = "active", a_first: bool = True) -> Join:
    return Join(start, end, MapPair(f"{start}-{end}", "Paar", "/paar", state, ()), a_first)


def arcs_of(
    joins: list[Join], nodes: list[Point] = NODES, marks: int | None = None, form: Format = FORM
) -> tuple[Arc, ...]:
    marks = len(nodes) if marks is None else marks
    return drawn(bundled(joins, range(len(nodes)), marks)[0], nodes, marks, form)


def test_few_arcs_of_one_pair_lead_to_it():
    joins = [join(WEST, EAST), join(WEST, NORTH), join(NORTH, WEST)]
    assert [arc.pair for arc in arcs_of(joins, form=replace(FORM, most_linked=2))] == [None, joins[0].pair]
    assert [arc.pair for arc in arcs_of(joins, form=replace(FORM, most_linked=1))] == [None, None]


def test_arcs_rise_to_the_north():
    assert bowed(NODES[WEST], NODES[EAST]) == "M0 100Q50.0 66.0 100 100"
    assert bowed(NODES[EAST], NODES[WEST]) == "M100 100Q50.0 66.0 0 100"


def test_the_bow_of_a_long_arc_is_bounded():
    assert bowed(Point(0, 0), Point(2000, 0)) == "M0 0Q1000.0 -240.0 2000 0"


def test_lines_between_the_same_two_are_one():
    joins = [join(WEST, EAST), join(EAST, WEST, "resting", a_first=False), join(WEST, NORTH, "resting")]
    assert arcs_of(joins) == (
        Arc("M0 100Q50.0 66.0 100 100", "mixed", "ab", 2, 1.7, leaving=False),
        Arc("M0 100Q16.0 16.0 100 0", "resting", "ab", 1, 1.0, leaving=False),
    )


def test_places_count_by_the_node_they_belong_to():
    bundles, within, outside = bundled([join(0, 2), join(1, 2), join(0, 1), join(3, 4), join(0, 3)], [0, 0, 1, 2, 3], 2)
    assert [(bundle.start, bundle.end, bundle.pairs) for bundle in bundles] == [(0, 1, 2), (0, 2, 1)]
    assert (within, outside) == (1, 1)


def test_arcs_to_nodes_off_the_sheet_leave_it():
    assert [arc.leaving for arc in arcs_of([join(WEST, NORTH), join(WEST, EAST)], marks=2)] == [True, False]


def test_the_colours_follow_the_sides():
    assert [arc.direction for arc in arcs_of([join(EAST, WEST)])] == ["ba"]
    assert [arc.direction for arc in arcs_of([join(EAST, WEST)], [NODES[EAST], NODES[WEST]])] == ["ab"]
    assert [arc.direction for arc in arcs_of([join(WEST, EAST, a_first=False)])] == ["ba"]


def test_active_arcs_lie_above_their_like():
    joins = [join(WEST, EAST), join(WEST, NORTH, "unknown"), join(EAST, NORTH, "ended")]
    assert [arc.state for arc in arcs_of(joins)] == ["unknown", "ended", "active"]


def test_only_so_many_arcs_are_drawn_the_thickest_first():
    nodes = [Point(x, y) for x in range(500) for y in (0, 50)]
    joins = [join(2 * number, 2 * number + 1) for number in range(500)] + [join(998, 999)]
    arcs = arcs_of(joins, nodes)
    assert [arc.pairs for arc in arcs] == [2] + [1] * (MOST_ARCS - 1)
