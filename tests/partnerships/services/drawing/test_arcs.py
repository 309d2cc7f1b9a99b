from partnerships.services.drawing.arcs import MOST_ARCS, Line, bowed, bundled, drawn
from partnerships.services.drawing.shapes import Arc, Point

WEST, EAST, NORTH = Point(0, 100), Point(100, 100), Point(100, 0)


def line(start: Point, end: Point, state: str = "active", a_first: bool = True) -> Line:
    return Line(start, end, state, a_first, leaving=False)


def arcs_of(lines: list[Line]) -> tuple[Arc, ...]:
    return drawn(bundled(lines)[0], 1.0)


def test_what_has_no_length_or_is_not_on_the_sheet_is_counted():
    bundles, within, outside = bundled([line(WEST, EAST), line(WEST, WEST), None, None])
    assert ([bundle.pairs for bundle in bundles], within, outside) == ([1], 1, 2)


def test_arcs_rise_to_the_north():
    assert bowed(WEST, EAST) == "M0 100Q50.0 66.0 100 100"
    assert bowed(EAST, WEST) == "M100 100Q50.0 66.0 0 100"


def test_the_bow_of_a_long_arc_is_bounded():
    assert bowed(Point(0, 0), Point(2000, 0)) == "M0 0Q1000.0 -240.0 2000 0"


def test_lines_between_the_same_two_are_one():
    lines = [line(WEST, EAST), line(EAST, WEST, "resting", a_first=False), line(WEST, NORTH, "resting")]
    assert arcs_of(lines) == (
        Arc("M0 100Q50.0 66.0 100 100", "mixed", "ab", 2, 1.7, leaving=False),
        Arc("M0 100Q16.0 16.0 100 0", "resting", "ab", 1, 1.0, leaving=False),
    )


def test_the_colours_follow_the_sides():
    (arc,) = arcs_of([line(EAST, WEST)])
    assert arc.direction == "ba"


def test_active_arcs_lie_above_their_like():
    lines = [line(WEST, EAST), line(WEST, NORTH, "unknown"), line(EAST, NORTH, "ended")]
    assert [arc.state for arc in arcs_of(lines)] == ["unknown", "ended", "active"]


def test_only_so_many_arcs_are_drawn_the_thickest_first():
    lines = [line(Point(x, 0), Point(x, 50)) for x in range(500)] + [line(WEST, EAST)] * 2
    arcs = arcs_of(lines)
    assert len(arcs) == MOST_ARCS
    assert [arc.pairs for arc in arcs] == [2] + [1] * (MOST_ARCS - 1)
