"""Titles and names by their beginnings: which are kept, in which order they are told, how many queries that takes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from search.engines.database import names
from search.engines.database.names import Rank
from search.models import SearchDocument
from search.records import SearchRecord
from search.services import storing
from search.services.suggesting import suggest

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
TOWN = SearchRecord("place:1:de", "news.article", "de", "/1/", "Nischni Nowgorod", names=("Gorki", "Нижний Новгород"))
VISIT = replace(TOWN, key="place:2:de", url="/2/", title="Besuch aus Nischni Nowgorod", names=(), date=date(2020, 1, 1))


def test_entries_are_each_name_from_each_word_on_but_for_those_within_better_ones() -> None:
    thing = SearchDocument(title="Nischni Nowgorod", names="Gorki\nNischni\nNowgorod am Fluss")
    page = SearchDocument(page_id=1, title="Über Kaluga", names="Kaluga\nKalugas Ufer")
    assert names.entries(thing) == [
        ("am flus", Rank.OWN_NAME),
        ("flus", Rank.OWN_NAME),
        ("gorki", Rank.OWN_NAME),
        ("nixni novgorod", Rank.TITLE),
        ("novgorod am flus", Rank.OWN_NAME),
    ]
    assert names.entries(page) == [
        ("kaluga", Rank.INSIDE_TITLE),
        ("kalugas ufer", Rank.SHOWN_NAME),
        ("uber kaluga", Rank.TITLE),
        ("ufer", Rank.SHOWN_NAME),
    ]


@pytest.mark.django_db
def test_the_best_come_first_and_words_may_stand_apart(django_assert_num_queries) -> None:
    storing.write([TOWN, VISIT, replace(VISIT, key="place:3:de", title="Besuch aus Now", date=date(2021, 1, 1))])
    keys = {pk: key for key, pk in SearchDocument.objects.values_list("key", "pk")}

    def begun(typed: str, limit: int = 9) -> list[str]:
        found = names.begun([part for word in typed.split() for part in names.folded(word)], "de", NOW, limit)
        return [keys[pk].split(":")[1] for pk in found]

    assert [begun(typed) for typed in ("Nischni", "now", "ni", "Горь", "now besuch", "bes", "n", "xy")] == [
        ["1", "2"], ["1", "3", "2"], ["1", "2"], ["1"], ["3", "2"], ["3", "2"], ["1", "3", "2"], [],
    ]  # fmt: skip
    with django_assert_num_queries(1):
        assert begun("ni", 1) == ["1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("visible_from", datetime(2026, 11, 1, 12, 1, tzinfo=UTC)), ("expires_at", NOW), ("locale", "ru")],
)
def test_nothing_hidden_is_offered(field: str, value: object) -> None:
    storing.write([replace(TOWN, **{field: value})])
    assert suggest("Nisch", "de", now=NOW) == []


@pytest.mark.django_db
def test_names_follow_their_document() -> None:
    storing.write([TOWN])
    storing.write([replace(TOWN, title="Gorki", names=())])
    assert [suggest(typed, "de", now=NOW) != [] for typed in ("Nischni", "Gorki")] == [False, True]
    storing.forget([TOWN.key])
    assert names.begun(["gorki"], "de", NOW, 9) == []
