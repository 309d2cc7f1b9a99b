"""Incremental changes give what reading everything anew gives; orders and places follow."""

import random
from typing import Any

import pytest
from django.utils import timezone

from cms.entities.folding import fold
from partnerships.services.directory import suggesting
from partnerships.services.directory.gazetteer import Name, Names
from partnerships.services.directory.orders import ORDERS
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.directory.rows import FACETS, Read
from partnerships.services.directory.searching import Selection, result_of
from partnerships.services.directory.snapshot import Snapshot
from tests.factories.directory import card, read, side

TOWNS = ("kaluga", "tver", "penza", "pskov", "tula", "oryol")
FACTS = {
    key: {
        "region": ("", "west", "east")[number % 3],
        "country": ("DE", "RU")[number % 2],
        "kind": ("city", "region")[number % 2],
    }
    for number, key in enumerate(TOWNS)
}
FORMER = {"tver": "Kalinin", "kaluga": "Altstadt", "oryol": "Neustadt"}


def names_of(key: str, former: str = "") -> Names:
    texts = [(key.capitalize(), "official")] + ([(former, "former")] if former else [])
    return tuple(Name(text, fold(text), kind, "de") for text, kind in texts)


def snapshot_of(reads: dict[int, Read], former: dict[str, str]) -> Snapshot:
    keys = {key for item in reads.values() for key in item.row.places}
    return Snapshot.of("de", reads.values(), {key: names_of(key, former.get(key, "")) for key in keys}, {})


def told(snapshot: Snapshot) -> dict[str, Any]:
    """Everything that readers can learn from a snapshot."""
    selection = Selection(snapshot, DirectoryQuery("de"))
    words = {word: ids(snapshot, text=word) for word in ("kal", "tw", "neu", "alt", "p", "kalinin")}
    orders = {order: ids(snapshot, order=order) for order in ORDERS}
    places = {key: snapshot.gazetteer.names[key] for key in snapshot.gazetteer.places}
    regions = {value: ids(snapshot, facets={"region": (value,)}) for value in ("east", "west")}
    return {
        "counts": selection.counts(),
        "words": words,
        "orders": orders,
        "places": places,
        "shown": snapshot.gazetteer.places,
        "sorted_words": snapshot.gazetteer.sorted_words,
        "regions": regions,
        "at": {key: selection.snapshot.count_at(key, snapshot.alive) for key in TOWNS},
    }


def ids(snapshot: Snapshot, **asked: Any) -> list[int]:
    return result_of(Selection(snapshot, DirectoryQuery("de", page_size=1000, **asked))).page_ids


def some_card(page_id: int, chance: random.Random) -> Read:
    sides = [side(key, **FACTS[key]) for key in chance.sample(TOWNS, chance.choice((2, 2, 3)))]
    return read(
        card(
            page_id,
            *sides,
            state=chance.choice(("active", "resting")),
            since=chance.choice(("", "1991", "1991-06", "1988-02-03")),
            distance_km=chance.choice((None, 500, 2000)),
            confirmed_on=chance.choice((None, "2026-01-05", "2025-01-05")),
            topics=chance.sample(("youth", "culture"), chance.randint(0, 2)),
        )
    )


@pytest.mark.parametrize("seed", range(6))
def test_changes_give_what_a_rebuild_gives(seed: int) -> None:
    chance = random.Random(seed)
    reads = {number: some_card(number, chance) for number in range(1, 20 if seed % 2 else 80)}
    former = dict(FORMER)
    snapshot = snapshot_of(reads, former)
    for _step in range(40):
        changed = {chance.randrange(1, 90): None for _ in range(chance.choice((1, 1, 2, 12)))}
        for page_id in changed:
            changed[page_id] = some_card(page_id, chance) if chance.random() < 0.7 else None
        renamed = chance.choice(TOWNS)
        former[renamed] = chance.choice(("", "Altstadt", "Kalinin", "Neustadt an der Ostsee"))
        keys = {renamed, *(key for item in changed.values() if item for key in item.row.places)}
        snapshot = snapshot.changed(changed, {key: names_of(key, former.get(key, "")) for key in keys})
        reads = {page_id: item for page_id, item in {**reads, **changed}.items() if item}
        assert told(snapshot) == told(snapshot_of(reads, former))


def test_a_reader_keeps_the_snapshot_it_has() -> None:
    reads = {1: read(card(1, side("kaluga"), side("tver", country="RU")))}
    snapshot = snapshot_of(reads, FORMER)
    before = told(snapshot)
    assert snapshot.changed({1: None, 2: some_card(2, random.Random(0))}, {}) is not snapshot
    assert told(snapshot) == before
    assert before["counts"]["country"] == {"DE": 1, "RU": 1}
    assert set(before["counts"]) == set(FACETS)


def test_what_only_an_expired_partnership_has_is_not_named() -> None:
    seen, over = side("kaluga", region="west"), side("tver", region="east")
    reads = {1: read(card(1, seen)), 2: read(card(2, over), expires_at=timezone.now())}
    snapshot = snapshot_of(reads, {})
    values = [("place", "kaluga"), ("region", "west"), ("place", "tver"), ("region", "east")]
    told_names = [snapshot.name_of(*value).text for value in values]
    assert told_names == ["Kaluga", "West", "tver", "east"]
    assert snapshot.changed({1: None}, {}).name_of("region", "west").text == "west"


def test_snapshots_are_told_apart_and_beginnings_are_remembered_in_a_limit() -> None:
    snapshot = snapshot_of({1: some_card(1, random.Random(0))}, {})
    assert snapshot.token not in (snapshot_of({}, {}).token, snapshot.changed({1: None}, {}).token)
    for number in range(300):
        snapshot.matching(f"word{number}")
    assert len(snapshot._remembered) == 256
    assert "word299" in snapshot._remembered


def test_of_very_many_places_those_with_most_partnerships_are_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    towns = [f"neu{number:03}" for number in range(250)]
    hubs = [f"neu{number:03}" for number in (120, 240)]
    cards = [card(number, side(town), side(hubs[number % 2])) for number, town in enumerate(towns) if town not in hubs]
    snapshot = snapshot_of({fields["id"]: read(fields) for fields in cards}, {})
    monkeypatch.setattr(suggesting, "current", lambda locale: snapshot)
    found = suggesting.suggest("de", "neu", limit=3).places
    assert [(place.key, place.partnerships) for place in found] == [("neu240", 125), ("neu120", 123), ("neu151", 1)]
    assert [place.key for place in suggesting.suggest("de", "Neu003").places] == ["neu003"]
