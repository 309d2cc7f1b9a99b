"""Documents of things that are no pages: written, found near a point, replaced, forgotten."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.engines.database.engine import DatabaseEngine
from search.models import SearchDocument, SearchFacet
from search.query import Near, SearchQuery
from search.questions import Found, Question
from search.records import SearchRecord
from search.services import searching, storing
from search.services.searching import search
from search.signals import documents_changed

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CHEMNITZ = SearchRecord(
    key="place:1:de", type="partnerships.partnership", locale="de", url="/de/chemnitz/", title="Chemnitz",
    names=("Karl-Marx-Stadt", "Хемниц"), lead="Ort in Sachsen", latitude=50.83, longitude=12.92,
    facets={"type": ["partnerships.partnership"], "topic": ["youth"]},
)  # fmt: skip
LEIPZIG = replace(
    CHEMNITZ, key="place:2:de", url="/de/leipzig/", title="Leipzig", names=(), latitude=51.34, longitude=12.37
)


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """All tests write."""


def titles(text: str, **options: object) -> list[str]:
    return [hit.card["title"] for hit in search(SearchQuery(text, "de", as_typed=True, **options), NOW).hits]


def test_found_by_every_field_and_counted():
    assert storing.write([CHEMNITZ, LEIPZIG]) == 2
    assert [titles(text) for text in ("Хемниц", "karl marx stadt", "Sachsen")] == [
        ["Chemnitz"], ["Chemnitz"], ["Leipzig", "Chemnitz"],
    ]  # fmt: skip
    assert search(SearchQuery("Sachsen", "de"), NOW).facets == {
        "type": {"partnerships.partnership": 2}, "topic": {"youth": 2},
    }  # fmt: skip


def test_near_a_point_and_by_distance():
    storing.write([CHEMNITZ, LEIPZIG, replace(CHEMNITZ, key="place:3:de", title="Nirgends", latitude=None)])
    # From Leipzig it is 69 km to Chemnitz.
    assert titles("Ort", near=Near(51.34, 12.37, 68), order="distance") == ["Leipzig"]
    assert titles("Ort", near=Near(51.34, 12.37, 70), order="distance") == ["Leipzig", "Chemnitz"]
    assert titles("Ort", near=Near(50.83, 12.92, 70), order="distance") == ["Chemnitz", "Leipzig"]


def test_replaced_and_forgotten():
    storing.write([CHEMNITZ])
    storing.write([replace(CHEMNITZ, names=("Chemnitz",), facets={"topic": ["youth", "sport"]})])
    assert [titles(text) for text in ("Хемнитц", "Хемниц", "Karl")] == [[], ["Chemnitz"], []]
    assert sorted(SearchFacet.objects.values_list("name", "value")) == [("topic", "sport"), ("topic", "youth")]
    storing.forget(["place:1:de", "place:9:de"])
    assert (titles("Chemnitz"), SearchDocument.objects.count(), SearchFacet.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("visible_from", datetime(2026, 11, 1, 12, 1, tzinfo=UTC), []),
        ("visible_from", NOW, ["Chemnitz"]),
        ("expires_at", NOW, []),
        ("expires_at", datetime(2026, 11, 1, 12, 1, tzinfo=UTC), ["Chemnitz"]),
        ("locale", "ru", []),
    ],
)
def test_visible_now_and_here(field: str, value: object, found: list[str]):
    storing.write([replace(CHEMNITZ, **{field: value})])
    assert titles("Chemnitz") == found


def test_others_are_told_which_documents_changed():
    told = []
    documents_changed.connect(lambda keys, **kwargs: told.append(keys), weak=False, dispatch_uid="test")
    storing.write([CHEMNITZ, LEIPZIG])
    storing.write([CHEMNITZ, replace(LEIPZIG, lead="Messestadt")])
    storing.write([CHEMNITZ])
    storing.forget(["place:1:de", "place:9:de"])
    documents_changed.disconnect(dispatch_uid="test")
    assert told == [["place:1:de", "place:2:de"], ["place:2:de"], ["place:1:de"]]


@pytest.mark.parametrize("number", [1, 3])
def test_statements_do_not_grow_with_the_documents(number: int):
    records = [replace(CHEMNITZ, key=f"place:{order}:de") for order in range(number)]
    with CaptureQueriesContext(connection) as new:
        assert storing.write(records) == number
    with CaptureQueriesContext(connection) as same:
        assert storing.write(records) == 0
    changed = [replace(record, title="Leipzig", facets={"topic": ["sport"]}) for record in records]
    with CaptureQueriesContext(connection) as other:
        assert storing.write(changed) == number
    assert [len(statements) for statements in (new, same, other)] == [8, 1, 12]


def test_what_an_index_that_lags_still_names_is_not_shown(monkeypatch: pytest.MonkeyPatch):
    storing.write([CHEMNITZ, replace(LEIPZIG, expires_at=NOW)])

    class Lagging(DatabaseEngine):
        def find(self, question: Question, now: datetime) -> Found:
            return Found([CHEMNITZ.key, LEIPZIG.key, "place:3:de"], total=3, matched=3)

    monkeypatch.setattr(searching, "AnsweringEngine", lambda: Lagging(searching.renewed))
    assert titles("Sachsen") == ["Chemnitz"]
