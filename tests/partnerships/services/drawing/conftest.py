"""Places and pairs to draw."""

import random
from collections.abc import Callable

import pytest

from partnerships.services.drawing.shapes import Bounds, MapPair, MapPlace

CHEMNITZ = MapPlace("chemnitz", "Chemnitz", "/orte/chemnitz", 50.8357, 12.9292, "a", 246_334)
HAMBURG = MapPlace("hamburg", "Hamburg", "/orte/hamburg", 53.5507, 9.993, "a", 1_841_179)
VOLGOGRAD = MapPlace("wolgograd", "Wolgograd", "/orte/wolgograd", 48.7194, 44.5018, "b", 1_013_533)
KALININGRAD = MapPlace("kaliningrad", "Kaliningrad", "/orte/kaliningrad", 54.7065, 20.511, "b", 489_359)
VLADIVOSTOK = MapPlace("wladiwostok", "Wladiwostok", "/orte/wladiwostok", 43.1056, 131.8735, "b", 604_901)
ANADYR = MapPlace("anadyr", "Anadyr", "/orte/anadyr", 64.733, 177.5, "b")
PROVIDENIYA = MapPlace("providenija", "Providenija", "/orte/providenija", 64.38, -173.3, "b")
NOWHERE = MapPlace("nirgends", "Pogranitschny", "/orte/nirgends", None, None, "b")


def pair(*ends: MapPlace, state: str = "active") -> MapPair:
    title = " - ".join(end.name for end in ends)
    return MapPair("-".join(end.key for end in ends), title, f"/paare/{ends[0].key}", state, ends)


def zoom_url(bounds: Bounds) -> str:
    return f"/karte?bounds={bounds}"


@pytest.fixture(scope="session")
def many_pairs() -> Callable[..., list[MapPair]]:
    """many_pairs(n, east): n pairs between Aachen and that longitude, the same ones every time."""

    def build(number: int, east: float = 170) -> list[MapPair]:
        dice = random.Random(42)
        states = ("active", "resting", "suspended", "ended", "unknown")
        return [
            pair(
                MapPlace(f"a{index}", f"A{index}", f"/a{index}", dice.uniform(47, 55), dice.uniform(6, 15), "a"),
                MapPlace(f"b{index}", f"B{index}", f"/b{index}", dice.uniform(43, 69), dice.uniform(20, east), "b"),
                state=dice.choice(states),
            )
            for index in range(number)
        ]

    return build
