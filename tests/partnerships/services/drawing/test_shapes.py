import pytest

from partnerships.services.drawing.shapes import Bounds


def test_bounds_are_written_as_they_are_read():
    bounds = Bounds(6.62, 52.14, 12.73, 55.07)
    assert str(bounds) == "6.62,52.14,12.73,55.07"
    assert Bounds.parse(str(bounds)) == bounds


def test_bounds_may_cross_the_antimeridian():
    assert Bounds.parse("170,60,-170,70") == Bounds(170, 60, -170, 70)


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "0,60,1,50", "0,-91,1,2", "-181,0,1,2", "5,0,5,1"],
)
def test_what_is_no_part_of_the_globe_is_refused(text: str):
    assert Bounds.parse(text) is None
