import math
from itertools import pairwise

import pytest

from partnerships.services.drawing.projection import covers, projection_for, squeezed, unwrapped


@pytest.mark.parametrize(
    ("longitude", "expected"), [(13.4, 13.4), (-25, -25), (179.9, 179.9), (-179.9, 180.1), (-173, 187), (-31, 329)]
)
def test_the_seam_lies_in_the_atlantic(longitude: float, expected: float):
    assert unwrapped(longitude) == pytest.approx(expected)


def test_north_is_up_on_the_middle_meridian():
    projection = projection_for(10, 45, 50, 65)
    south, north = projection.project([(projection.meridian, 50), (projection.meridian, 60)])
    assert (south[0], north[0]) == (0, 0)
    assert north[1] < south[1]


def test_scale_is_true_on_the_standard_parallels():
    projection = projection_for(10, 45, 50, 63)
    west, east = projection.project([(30, projection.south), (31, projection.south)])
    degree = math.dist(east, west)
    assert degree == pytest.approx(math.radians(1) * math.cos(math.radians(projection.south)), rel=1e-4)


def test_areas_are_equal():
    projection = projection_for(10, 45, 50, 63)

    def area(south: float) -> float:
        middle = projection.meridian
        (left, top), (right, bottom) = projection.project([(middle - 0.005, south + 0.01), (middle + 0.005, south)])
        return (right - left) * (bottom - top) / math.cos(math.radians(south + 0.005))

    assert area(47) == pytest.approx(area(61), rel=1e-3)


def test_meridians_draw_together_east_of_the_urals_and_never_turn_back():
    values = [squeezed(longitude) for longitude in range(-25, 192)]
    steps = [after - before for before, after in pairwise(values)]
    assert squeezed(54) == 54
    assert steps[:70] == [1] * 70
    assert min(steps) > 0.24
    assert max(steps) == 1


@pytest.mark.parametrize(
    ("west", "east", "squeeze"), [(6, 60, False), (6, 132, True), (60, 132, False), (10, 65, False)]
)
def test_only_maps_of_both_continents_are_squeezed(west: float, east: float, squeeze: bool):
    assert projection_for(west, 45, east, 60).squeeze is squeeze


def test_near_views_share_a_projection():
    assert projection_for(6, 47, 15, 55) == projection_for(6.3, 47.5, 15.4, 55.2)


@pytest.mark.parametrize("latitude", [-90, -34, 0, 89.9, 90])
def test_poles_are_finite(latitude: float):
    for projection in (projection_for(0, 89, 1, 90), projection_for(0, -90, 1, -89), projection_for(6, 45, 132, 60)):
        ((x, y),) = projection.project([(15, latitude)])
        assert math.isfinite(x)
        assert math.isfinite(y)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [(52, 13, True), (64, -173, True), (64, 177, True), (40, -74, False), (-33, 151, False), (85, 20, False)],
)
def test_what_the_coastlines_cover(latitude: float, longitude: float, expected: bool):
    assert covers(latitude, unwrapped(longitude)) is expected
