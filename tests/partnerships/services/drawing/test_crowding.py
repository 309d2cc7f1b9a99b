from math import hypot

from partnerships.services.drawing.crowding import Cluster, Spot, clustered, gathered_spots
from partnerships.services.drawing.shapes import MapPlace, Point


def spot(key: str, x: float, y: float, pairs: int = 1, weight: int = 0) -> Spot:
    return Spot(Point(x, y), [MapPlace(key, key, f"/{key}", 0, 0, "a", weight)], pairs)


def of_side_b(key: str, x: float, y: float, pairs: int = 1) -> Spot:
    return Spot(Point(x, y), [MapPlace(key, key, f"/{key}", 0, 0, "b")], pairs)


def clusters_of(spots: list[Spot], apart: float, **most: int) -> list[Cluster]:
    ranked = sorted(spots, key=lambda one: one.rank)
    return clustered(ranked, [one.point for one in ranked], apart, **most)


def keys(clusters: list) -> list[list[str]]:
    return [[place.key for spot in cluster.spots for place in spot.places] for cluster in clusters]


def test_the_place_with_most_partnerships_speaks_then_the_largest():
    spots = [spot("small", 1, 0), spot("large", 0, 0, weight=9), spot("hub", 5, 0, pairs=3), spot("far", 100, 0)]
    clusters = clusters_of(spots, 24)
    assert keys(clusters) == [["hub", "large", "small"], ["far"]]
    assert clusters[0].point == Point(5, 0)
    assert (clusters[0].speaker.key, clusters[0].pairs) == ("hub", 5)


def test_a_place_joins_the_nearest():
    assert keys(clusters_of([spot("a", 0, 0, 3), spot("b", 30, 0, 2), spot("c", 18, 0)], 24)) == [["a"], ["b", "c"]]


def test_a_place_between_two_sides_goes_to_its_own():
    hub, ally = of_side_b("hub", 0, 0, 8), spot("ally", -40, 0, 3)
    assert keys(clusters_of([hub, ally, spot("near", -18, 0)], 24)) == [["hub"], ["ally", "near"]]
    assert keys(clusters_of([hub, ally, spot("near", 10, 0)], 24)) == [["hub", "near"], ["ally"]]


def test_neighbours_across_cells_are_seen():
    assert keys(clusters_of([spot("a", 23.9, -0.1, 2), spot("b", 24.1, 0.1)], 24)) == [["a", "b"]]


def test_there_are_never_too_many():
    spots = [spot(f"{x}-{y}", x * 30.0, y * 30.0) for x in range(30) for y in range(30)]
    clusters = clusters_of(spots, 24, most=200)
    middles = [cluster.point for cluster in clusters]
    assert len(clusters) <= 200
    assert sum(cluster.places for cluster in clusters) == 900
    assert all(hypot(a.x - b.x, a.y - b.y) >= 24 for a in middles for b in middles if a is not b)


def test_places_in_one_square_of_the_plane_are_one_spot_that_stands_at_the_heaviest():
    places = [MapPlace(key, key, f"/{key}", 0, 0, "a") for key in ("a", "b", "c")]
    points = [Point(0.1, 0.1), Point(0.9, 0.9), Point(1.1, 0.1)]
    spots, owner = gathered_spots(places, [1, 2, 1], points, 1.0, range(3))
    assert owner == [0, 0, 1]
    assert spots == [Spot(points[1], [places[1], places[0]], 3), Spot(points[2], [places[2]], 1)]
    assert gathered_spots(places, [1, 2, 1], points, 1.0, [2]) == ([spots[1]], [-1, -1, 0])
