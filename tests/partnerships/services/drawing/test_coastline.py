import re

import pytest

from partnerships.services.drawing.coastline import cut, dense, land_path, path_of, rings, simplified
from partnerships.services.drawing.projection import projection_for
from partnerships.services.drawing.shapes import Point
from partnerships.services.drawing.viewport import NARROW, WIDE, Frame, fit

SQUARE = [Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)]


def frame_of(west: float, south: float, east: float, north: float, form: object = WIDE) -> Frame:
    projection = projection_for(west, south, east, north)
    return fit(projection, projection.project([(west, south), (west, north), (east, south), (east, north)]), form)


def test_the_data_name_their_source_and_reach_chukotka():
    longitudes = [x for ring in rings() for x, _ in ring]
    assert min(longitudes) == -25
    assert max(longitudes) == 191


@pytest.mark.parametrize(("longitude", "latitude"), [(18.0, 67.0), (76.6, 66.1), (100.0, 67.5)])
def test_the_north_is_in_one_piece(longitude: float, latitude: float):
    """Between 65 and 69 degrees north there is land wherever there should be."""
    crossings = 0
    for ring in rings():
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > latitude) != (y2 > latitude):
                crossings += x1 + (latitude - y1) / (y2 - y1) * (x2 - x1) > longitude
    assert crossings % 2 == 1


def test_long_edges_get_points_on_the_way():
    assert list(dense([(0, 0), (6, 0), (6, 6)])) == [
        (0, 0), (2, 0), (4, 0), (6, 0), (6, 2), (6, 4), (6, 6), (4, 4), (2, 2),
    ]  # fmt: skip


def test_rings_are_cut_to_the_box():
    assert cut(SQUARE, (5, -5, 20, 5)) == [Point(5, 0), Point(10, 0), Point(10, 5), Point(5, 5)]
    assert cut(SQUARE, (20, 20, 30, 30)) == []


def test_points_that_cannot_be_seen_are_left_out():
    line = [Point(0, 0), Point(5, 0.3), Point(10, 0), Point(10, 10)]
    assert simplified(line, 0.5) == [Point(0, 0), Point(10, 0), Point(10, 10)]
    assert simplified(line, 0.2) == line


def test_paths_are_written_in_tenths():
    assert path_of([Point(1.0, 2.5), Point(0.5, 3.0), Point(1.2, 2.0)]) == "M1 2.5l-.5 .5 .7-1z"


@pytest.mark.parametrize(("form", "most"), [(WIDE, 18_000), (NARROW, 10_000)])
def test_all_of_eurasia_is_small(form: object, most: int):
    path = land_path(frame_of(6, 43, 105, 69, form))
    assert 4_000 < len(path) < most
    assert re.fullmatch(r"[Mlz0-9 .-]+", path)


def test_the_same_frame_is_drawn_once():
    frame = frame_of(6, 47, 15, 55)
    assert land_path(frame) is land_path(frame_of(6, 47, 15, 55))


def test_at_sea_there_is_no_land():
    assert land_path(frame_of(-20, 50, -18, 51)) == ""
