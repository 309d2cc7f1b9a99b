"""Every process shows what is committed now: incremental, after gaps and rollbacks, by one query."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.content_store.models import ContentItem
from cms.content_store.signals import item_changed
from cms.entities.models import Country, Place, PlaceName
from partnerships.models import DirectoryChange, DirectoryPage
from partnerships.services.directory import changes, freshness
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.directory.searching import find
from tests.factories.directory import card, side, store
from tests.factories.entities import CountryFactory, PlaceFactory
from tests.factories.pages import publish
from tests.factories.partnerships import profile

pytestmark = pytest.mark.django_db


def ids(text: str = "", locale: str = "de") -> list[int]:
    return find(DirectoryQuery(locale, text=text)).page_ids


def pair(page_id: int, first: str = "kaluga", second: str = "tver", **facts: Any) -> dict[str, Any]:
    return card(page_id, side(first), side(second, country="RU"), **facts)


def withdraw(page_id: int) -> None:
    ContentItem.objects.filter(pk=page_id).update(public=False, card=b"", removed_at=timezone.now())
    tell(page_id, removed=True)


def tell(page_id: int, item_type: str = freshness.TYPE, removed: bool = False) -> None:
    item_changed.send(ContentItem, page_id=page_id, item_type=item_type, locale="de", removed=removed)


@pytest.mark.parametrize("count", [1, 3])
def test_nothing_changed_costs_one_query(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    store(*(pair(number) for number in range(1, count + 1)))
    ids()
    with django_assert_num_queries(1):
        assert len(ids()) == count


def test_a_changed_partnership_costs_four_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    store(*(pair(number) for number in range(1, 5)))
    ids()
    store(pair(2, state="resting"))
    # The log twice, since another thread may have been quicker; the item; names of its places.
    with django_assert_num_queries(4):
        counts = find(DirectoryQuery("de")).counts
    assert counts["state"] == {"active": 3, "resting": 1}


def test_withdrawals_and_new_ones_are_seen_at_once() -> None:
    store(pair(1), pair(2))
    assert ids() == [1, 2]
    withdraw(1)
    store(pair(3))
    assert ids() == [2, 3]
    store(pair(1))
    assert ids() == [1, 2, 3]


def test_other_types_and_languages_are_left_alone() -> None:
    store(pair(1))
    assert (ids(), ids(locale="ru")) == ([1], [])
    noted = DirectoryChange.objects.count()
    tell(2, item_type="news.article")
    assert DirectoryChange.objects.count() == noted
    store(pair(2, locale="ru"))
    assert (ids(), ids(locale="ru")) == ([1], [2])
    assert ids(locale="xx") == []


def test_embargo_and_expiry_follow_the_clock() -> None:
    now = timezone.now()
    store(pair(1), visible_from=now + timedelta(hours=1))
    store(pair(2), expires_at=now - timedelta(hours=1))
    store(pair(3), visible_from=now - timedelta(hours=1), expires_at=now + timedelta(hours=1))
    assert ids() == [3]
    assert find(DirectoryQuery("de")).counts["state"] == {"active": 1}


def test_what_is_rolled_back_does_not_stay() -> None:
    store(pair(1))
    assert ids() == [1]
    for page_id in (2, 3):
        # Ids of rows that were rolled back are given again.
        with transaction.atomic():
            store(pair(page_id))
            assert ids() == [1, page_id]
            transaction.set_rollback(True)
    assert ids() == [1]
    with transaction.atomic():
        store(pair(4))
        assert ids() == [1, 4]
        transaction.set_rollback(True)
    store(pair(5))
    assert ids() == [1, 5]


def test_a_gap_in_the_log_reads_everything() -> None:
    store(pair(1))
    assert ids() == [1]
    ContentItem.objects.filter(pk=1).update(public=False)
    DirectoryChange.objects.all().delete()
    assert ids() == []
    store(pair(2))
    assert ids() == [2]


def test_many_changes_read_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGES", 3)
    store(pair(1))
    assert ids() == [1]
    store(*(pair(number) for number in range(2, 9)))
    withdraw(1)
    assert ids() == list(range(2, 9))


def test_gone_rows_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "GAPS", 2)
    for page_id in range(1, 8):
        store(pair(page_id))
        assert ids() == [page_id]
        withdraw(page_id)
        assert ids() == []
    store(pair(9))
    assert ids() == [9]
    assert len(freshness.current("de").rows) < 5


def test_pruning_keeps_a_week_and_the_last_row() -> None:
    store(pair(1), pair(2), pair(3))
    DirectoryChange.objects.update(created_at=timezone.now() - timedelta(days=8))
    ids()
    assert changes.prune() == DirectoryChange.objects.count() + 1 == 2
    assert (ids(), changes.prune()) == ([1, 2, 3], 0)


def test_names_that_pages_do_not_show_are_found_at_once(
    directory: DirectoryPage, chemnitz: Place, volgograd: Place
) -> None:
    page = publish(profile(directory, chemnitz, volgograd))
    assert (ids("Stalingrad"), ids("Zarizyn"), ids("Karl-Marx-Stadt")) == ([page.pk], [], [page.pk])
    name = PlaceName.objects.create(entity=volgograd, language="de", kind="former", text="Zarizyn")
    assert ids("Zarizyn") == [page.pk]
    name.delete()
    assert ids("Zarizyn") == []
    page.unpublish()
    assert ids() == []


def test_countries_are_called_by_their_names_now() -> None:
    CountryFactory(code="RU", names={"de": "Russland"})
    PlaceFactory(key="kaluga")
    store(pair(1))
    assert freshness.current("de").name_of("country", "RU") == ("Russland", "de")
    assert freshness.current("de").name_of("country", "XX") == ("XX", "")
    country = Country.objects.get(code="RU")
    name = country.names.get()
    name.text = "Russische Föderation"
    name.save()
    assert freshness.current("de").name_of("country", "RU") == ("Russische Föderation", "de")
