import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partnerships.services.drawing.shapes import Bounds


def test_bounds_are_read_on_a_grid_and_written_as_they_are_read():
    bounds = Bounds.parse("6.62,52.14,12.73,55.07")
    assert bounds == Bounds(6.6, 52, 12.8, 55.2)
    assert str(bounds) == "6.60,52.00,12.80,55.20"
    assert Bounds.parse(str(bounds)) == bounds


def test_bounds_that_hardly_differ_are_the_same():
    views = {Bounds.parse(f"{6.61 + step / 1000},52.14,12.73,55.07") for step in range(100)}
    assert views == {Bounds(6.6, 52, 12.8, 55.2)}


@given(st.floats(-180, 180), st.floats(-90, 89.9), st.floats(0.01, 359), st.floats(0.01, 179))
def test_bounds_on_the_grid_hold_what_was_asked_for(west: float, south: float, across: float, up: float):
    east, north = (west + across + 180) % 360 - 180, min(south + up, 90)
    bounds = Bounds.parse(f"{west},{south},{east},{north}")
    assume(bounds is not None)
    assert Bounds.parse(str(bounds)) == bounds
    assert bounds.south <= south + 0.001
    assert bounds.north >= north - 0.001
    wider = (bounds.east - bounds.west) % 360 or 360
    assert across - 0.001 <= wider <= across + 0.1 + 0.25 * max(across, north - south)


def test_bounds_may_cross_the_antimeridian():
    assert Bounds.parse("170,60,-170,70") == Bounds(169.6, 60, -169.6, 70.4)
    assert Bounds.parse("0.01,0,0,50") == Bounds(-180, 0, 180, 51.2)


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "0,60,1,50", "0,-91,1,2", "-181,0,1,2", "5,0,5,1"],
)
def test_what_is_no_part_of_the_globe_is_refused(text: str):
    assert Bounds.parse(text) is None
