"""Exact results, orders and counts of a small directory."""

from typing import Any

import pytest

from cms.entities.folding import fold
from partnerships.services.directory import searching, suggesting
from partnerships.services.directory.gazetteer import Name, Names
from partnerships.services.directory.masks import cut
from partnerships.services.directory.points import points
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.directory.searching import find
from partnerships.services.directory.snapshot import Snapshot
from partnerships.services.directory.statistics import statistics
from partnerships.services.directory.suggesting import PairSuggestion, PlaceSuggestion, suggest
from tests.factories.directory import card, read, side

CHEMNITZ = side("chemnitz", region="saxony", latitude=50.8, longitude=12.9)
DRESDEN = side("dresden", region="saxony", latitude=51.05, longitude=13.7)
ZEITZ = side("zeitz", region="anhalt", kind="district")
VOLGOGRAD = side("volgograd", "Wolgograd", "volgograd-oblast", "RU", latitude=48.7, longitude=44.5)
KALININGRAD = side("kaliningrad", "Kaliningrad", "kaliningrad-oblast", "RU", latitude=54.7, longitude=20.5)
GORKY = side("nizhny", "Nischni Nowgorod", "nizhny-oblast", "RU")
CARDS = (
    card(1, CHEMNITZ, VOLGOGRAD, state="resting", since="1988-05-31", distance_km=2262, topics=["youth"]),
    card(2, DRESDEN, KALININGRAD, state="active", since="", distance_km=620, confirmed_on="2026-03-01"),
    card(3, ZEITZ, KALININGRAD, state="active", since="1991", confirmed_on="2025-03-01", topics=["youth", "culture"]),
    card(4, CHEMNITZ, GORKY, state="unknown", since="1991-06", kind="friendship", distance_km=2400),
)
NAMES = {
    "chemnitz": [("Chemnitz", "official"), ("Хемниц", "official"), ("Karl-Marx-Stadt", "former")],
    "dresden": [("Dresden", "official")],
    "zeitz": [("Zeitz", "official")],
    "volgograd": [("Wolgograd", "official"), ("Волгоград", "official"), ("Сталинград", "former")],
    "kaliningrad": [("Kaliningrad", "official"), ("Königsberg", "former")],
    "nizhny": [("Nischni Nowgorod", "official"), ("Горький", "former")],
}


def names_of(key: str) -> Names:
    return tuple(Name(text, fold(text), kind, "de") for text, kind in NAMES[key])


@pytest.fixture(autouse=True)
def directory(monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """The four partnerships, without a database."""
    snapshot = Snapshot.of("de", [read(fields) for fields in CARDS], {key: names_of(key) for key in NAMES}, {})
    for module in (searching, suggesting):
        monkeypatch.setattr(module, "current", lambda locale: snapshot)
    return snapshot


def ids(order: str = "name", **facets: tuple[str, ...]) -> list[int]:
    return find(DirectoryQuery("de", order=order, facets=facets)).page_ids


def counts(**facets: tuple[str, ...]) -> dict[str, Any]:
    return dict(find(DirectoryQuery("de", facets=facets)).counts)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", [4, 1, 2, 3]),
        ("since", [1, 3, 4, 2]),
        ("-since", [4, 3, 1, 2]),
        ("distance", [2, 1, 4, 3]),
        ("-distance", [4, 1, 2, 3]),
        ("-confirmed", [2, 3, 4, 1]),
        ("nonsense", [4, 1, 2, 3]),
    ],
)
def test_orders_put_what_is_not_known_last(order: str, expected: list[int]) -> None:
    assert ids(order=order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stalingrad", [1]),
        ("Сталинград", [1]),
        ("volgo", [1]),
        ("Königsberg", [2, 3]),
        ("koenigsb", [2, 3]),
        ("Karl-Marx-Stadt", [4, 1]),
        ("Горький", [4]),
        ("gorki", [4]),
        ("Хемниц", [4, 1]),
        ("Ni No", [4]),
        ("Чемниц", [4, 1]),
        ("чпм", []),
        ("Chemnitz Wolgograd", [1]),
        ("Chemnitz Kaliningrad", []),
        ("  ", [4, 1, 2, 3]),
        ("%_'", [4, 1, 2, 3]),
    ],
)
def test_pairs_are_offered_by_every_name(text: str, expected: list[int], directory: Snapshot) -> None:
    rows = cut(directory.orders["name"], directory.matching(text), 0, None)
    assert [directory.rows[number].page_id for number in rows] == expected


def test_values_of_a_facet_are_alternatives_and_facets_narrow() -> None:
    assert ids(state=("active", "unknown")) == [4, 2, 3]
    assert ids(state=("active", "unknown"), topic=("culture",)) == [3]
    assert ids(state=("no such",)) == []
    assert ids(level=("district",)) == [3]
    assert ids(decade=("1990", "unknown")) == [4, 2, 3]
    assert ids(place=("chemnitz",)) == [4, 1]


def test_regions_are_alternatives_on_one_side_and_wanted_on_each() -> None:
    assert ids(region=("saxony", "anhalt")) == [4, 1, 2, 3]
    assert ids(region=("saxony", "kaliningrad-oblast")) == [2]
    assert ids(region=("saxony", "kaliningrad-oblast", "volgograd-oblast")) == [1, 2]
    assert ids(region=("saxony", "nowhere")) == []


def test_counts_say_what_each_value_would_show() -> None:
    assert counts()["state"] == {"active": 2, "resting": 1, "unknown": 1}
    assert counts()["decade"] == {"1990": 2, "1980": 1, "unknown": 1}
    chosen = counts(state=("active",))
    # A choice does not lower the counts of its alternatives.
    assert chosen["state"] == {"active": 2, "resting": 1, "unknown": 1}
    assert chosen["region"] == {"kaliningrad-oblast": 2, "anhalt": 1, "saxony": 1}
    sides = counts(region=("saxony",))
    assert sides["region"] == {
        "saxony": 3, "anhalt": 1, "kaliningrad-oblast": 1, "nizhny-oblast": 1, "volgograd-oblast": 1,
    }  # fmt: skip
    assert counts(state=("ended",), kind=("friendship",))["state"] == {"unknown": 1, "ended": 0}


def test_pages_cut_the_order() -> None:
    first = find(DirectoryQuery("de", page_size=3))
    last = find(DirectoryQuery("de", page_size=3, page=99))
    assert (first.page_ids, first.total, first.page, first.pages) == ([4, 1, 2], 4, 1, 2)
    assert (last.page_ids, last.total, last.page, last.pages) == ([3], 4, 2, 2)


def test_bounds_keep_what_has_a_place_inside() -> None:
    assert find(DirectoryQuery("de", bounds=(40.0, 45.0, 50.0, 60.0))).page_ids == [1]
    assert find(DirectoryQuery("de", bounds=(20.0, 54.0, 21.0, 55.0))).page_ids == [2, 3]
    assert find(DirectoryQuery("de", bounds=(170.0, 40.0, 13.0, 60.0))).page_ids == [4, 1]
    at_dresden = points(DirectoryQuery("de", facets={"place": ("dresden",)}))
    assert [(point.row.page_id, [place.latitude for place in point.places]) for point in at_dresden] == [
        (2, [51.05, 54.7])
    ]


def test_suggestions_tell_by_which_name() -> None:
    assert suggest("de", "Stalin").places == [
        PlaceSuggestion(
            key="volgograd",
            name="Wolgograd",
            language="de",
            matched="Сталинград",
            was_former=True,
            partnerships=1,
            url="/de/partnerships/places/volgograd/",
        )
    ]
    assert suggest("de", "Stalin").pairs == [PairSuggestion("Chemnitz – Wolgograd", "/de/partnerschaften/1/")]
    assert [(place.name, place.matched) for place in suggest("de", "k").places] == [
        ("Kaliningrad", ""),
        ("Chemnitz", "Karl-Marx-Stadt"),
    ]
    assert [(place.name, place.matched) for place in suggest("de", "хем").places] == [("Chemnitz", "")]
    assert [pair.title for pair in suggest("de", "Chemnitz Nischni").pairs] == ["Chemnitz – Nischni Nowgorod"]
    assert (suggest("de", "-").places, suggest("de", "-").pairs) == ([], [])


def test_statistics_count_the_selection() -> None:
    found = statistics("de")
    assert (found.total, found.places) == (4, 6)
    assert found.decades == {"1980": 1, "1990": 2, "unknown": 1}
    assert found.regions == {
        "DE": {"saxony": 3, "anhalt": 1},
        "RU": {"kaliningrad-oblast": 2, "nizhny-oblast": 1, "volgograd-oblast": 1},
    }
    assert found.name_of("region", "saxony") == ("Saxony", "de")
    active = statistics("de", DirectoryQuery("de", facets={"state": ("active",)}))
    assert (active.total, active.states, active.topics) == (2, {"active": 2}, {"culture": 1, "youth": 1})


def test_a_result_tells_by_which_other_name_it_was_found(directory: Snapshot) -> None:
    def told(text: str, *places: str) -> dict[str, str]:
        return {key: name.text for key, name in suggesting.other_names(directory, text, places).items()}

    assert told("Stalin", "chemnitz", "volgograd") == {"volgograd": "Сталинград"}
    assert told("Karl-Marx-Stadt Wolg", "chemnitz", "volgograd") == {"chemnitz": "Karl-Marx-Stadt"}
    assert told("kal", "kaliningrad", "dresden") == {}
    assert told("Хемн", "chemnitz") == {}
    assert told("", "volgograd") == {}


def test_a_place_so_called_is_offered_among_many(directory: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "MOST_RANKED", 1)
    assert [place.name for place in suggest("de", "Zeitz").places] == ["Zeitz"]
    # Kaliningrad has two partnerships, Chemnitz (Karl-Marx-Stadt) too; one of them is ranked, the other is not.
    assert len(suggest("de", "k").places) == 1
