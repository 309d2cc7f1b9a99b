"""Lists, details and links: one query each, whatever their number."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from cms.content_store.models import ContentItem
from cms.content_store.services import listing, reading
from cms.content_store.services.reading import list_cards
from news.models import ArticlePage, NewsIndexPage
from tests.factories.entities import PlaceFactory, TagFactory, TopicFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.pages import add_topics, publish


@pytest.fixture
def make(index: NewsIndexPage) -> Callable[..., ArticlePage]:
    def make(title: str, *topics: Any, day: int = 1, **fields: Any) -> ArticlePage:
        page = ArticlePageFactory(parent=index, title=title, date=datetime.date(2017, 6, day), **fields)
        add_topics(page, *topics)
        return publish(page)

    return make


def titles(**query: Any) -> list[str]:
    return [card["title"] for card in list_cards("de", types=["news.article"], **query).cards]


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_is_one_query(make: Callable, django_assert_num_queries: Callable, number: int) -> None:
    topic = TopicFactory(names={"de": "Jugend"})
    for day in range(1, number + 1):
        make(f"Artikel {day}", topic, day=day, dateline_place=PlaceFactory())
    with django_assert_num_queries(1):
        cards = list_cards("de", types=["news.article"], facets={"topic": str(topic.key)}).cards
    assert [card["title"] for card in cards] == [f"Artikel {day}" for day in range(number, 0, -1)]
    assert [card["topics"][0]["name"] for card in cards] == ["Jugend"] * number


@pytest.mark.parametrize("number", [1, 3])
def test_detail_resolve_head_and_cards_are_one_query(
    make: Callable, django_assert_num_queries: Callable, number: int
) -> None:
    pages = [make(f"Artikel {day}", TopicFactory(), TagFactory()) for day in range(number)]
    with django_assert_num_queries(1):
        assert reading.detail_of(pages[0].pk).data["title"] == "Artikel 0"
    url = pages[0].url
    with django_assert_num_queries(1):
        assert reading.detail(url).page_id == pages[0].pk
    with django_assert_num_queries(1):
        head = reading.head(pages[0].pk)
    assert head.etag == reading.detail_of(pages[0].pk).etag
    with django_assert_num_queries(1):
        assert reading.card_of(pages[0].pk)["title"] == "Artikel 0"
    with django_assert_num_queries(1):
        assert set(reading.cards_of([page.pk for page in pages])) == {page.pk for page in pages}
    with django_assert_num_queries(1):
        assert [entry["url"] for entry in reading.menu("de")] == ["/de/aktuelles/"]


def test_orders(make: Callable) -> None:
    for day, title in enumerate(("Zürich", "Ähre", "Aachen"), 1):
        make(title, day=day)
    assert titles() == ["Aachen", "Ähre", "Zürich"]
    assert titles(order="date") == ["Zürich", "Ähre", "Aachen"]
    assert titles(order="title") == ["Aachen", "Ähre", "Zürich"]
    assert titles(order="-title") == ["Zürich", "Ähre", "Aachen"]


@pytest.mark.parametrize("order", ["-date", "date", "title", "-title"])
@pytest.mark.parametrize("facets", [None, {"news:year": "2017"}, {"news:kind": ["article", "announcement"]}])
def test_pages_of_a_list_follow_without_gap(make: Callable, order: str, facets: dict | None) -> None:
    for number in range(5):
        make(f"Artikel {number}", day=1 + number // 2)
    everything = titles(order=order, facets=facets)
    seen, cursor = [], None
    while True:
        page = list_cards("de", types=["news.article"], order=order, facets=facets, limit=2, cursor=cursor)
        seen += [card["title"] for card in page.cards]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == everything
    assert len(seen) == 5


def test_facets_are_and_between_names_and_or_within_one(make: Callable) -> None:
    youth, culture = TopicFactory(), TopicFactory()
    make("Beides", youth, culture, day=3)
    make("Jugend", youth, day=2)
    make("Kultur", culture, day=1, kind="announcement")
    assert titles(facets={"topic": str(youth.key)}) == ["Beides", "Jugend"]
    assert titles(facets={"topic": [str(youth.key), str(culture.key)]}) == ["Beides", "Jugend", "Kultur"]
    assert titles(facets={"topic": str(culture.key), "news:kind": "announcement"}) == ["Kultur"]
    assert titles(facets={"topic": "none"}) == []


def test_range_of_dates(make: Callable) -> None:
    for day in (1, 2, 3):
        make(f"Artikel {day}", day=day)
    assert titles(since=datetime.date(2017, 6, 2)) == ["Artikel 3", "Artikel 2"]
    assert titles(until=datetime.date(2017, 6, 2), facets={"news:year": "2017"}) == ["Artikel 2", "Artikel 1"]


def test_only_the_language_asked_for(make: Callable) -> None:
    make("Artikel")
    assert list_cards("ru", types=["news.article"]).cards == []
    assert [card["locale"] for card in list_cards("ru").cards] == ["ru"]


def test_embargo_is_compared_by_the_query(make: Callable) -> None:
    page = make("Artikel")
    ContentItem.objects.filter(pk=page.pk).update(visible_from=timezone.now() + datetime.timedelta(hours=1))
    assert titles() == []
    assert reading.detail(page.url) is None
    ContentItem.objects.filter(pk=page.pk).update(visible_from=timezone.now() - datetime.timedelta(hours=1))
    assert titles() == ["Artikel"]


def test_a_rendering_past_its_time_is_renewed_in_memory(make: Callable, django_assert_num_queries: Callable) -> None:
    page = make("Artikel")
    past = timezone.now() - datetime.timedelta(seconds=1)
    stale = {"card": b'{"title": "stale"}', "detail": b'{"title": "stale"}', "etag": "stale", "valid_until": past}
    ContentItem.objects.filter(pk=page.pk).update(**stale)
    assert titles() == ["Artikel"]
    assert reading.card_of(page.pk)["title"] == "Artikel"
    assert reading.detail_of(page.pk).data["title"] == "Artikel"
    assert reading.detail_of(page.pk).etag != "stale"
    assert reading.head(page.pk) is None
    assert ContentItem.objects.get(pk=page.pk).etag == "stale"


def test_the_end_of_a_list_is_the_first_end_of_its_cards(make: Callable) -> None:
    soon = timezone.now() + datetime.timedelta(hours=1)
    for day, moment in enumerate((soon + datetime.timedelta(hours=1), soon), 1):
        ContentItem.objects.filter(pk=make(f"Artikel {day}", day=day).pk).update(valid_until=moment)
    assert list_cards("de", types=["news.article"]).valid_until == soon


@pytest.mark.parametrize("cursor", ["x", "2017-06-01", "2017-13-01~5", "~5", "2017-06-01~", "2017-06-01~x"])
def test_foreign_cursors_are_refused(site: object, cursor: str) -> None:
    with pytest.raises(listing.InvalidCursor):
        list_cards("en", cursor=cursor)


def test_unknown_order_is_an_error(site: object) -> None:
    with pytest.raises(KeyError):
        list_cards("en", order="; DROP TABLE")


def test_values_are_parameters(site: object) -> None:
    assert list_cards("' OR 1=1 --", types=["' OR 1=1 --"], facets={"' OR": "' OR"}).cards == []


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (listing.Query("de"), "content_item_by_date"),
        (listing.Query("de", types=["news.article"]), "content_item_of_type"),
        (listing.Query("de", facets={"topic": "jugend"}), "item_facet_by_date"),
        (listing.Query("de", types=["news.article"], order="title"), "content_item_by_title"),
        (listing.Query("de", types=["news.article"], cursor="2017-06-01~9"), "content_item_of_type"),
    ],
)
def test_lists_are_read_along_an_index(site: object, query: listing.Query, index: str) -> None:
    plan = plan_of(*query.rows(timezone.now()))
    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def plan_of(sql: str, parameters: list) -> str:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # It prefers to scan and sort so few rows; what matters is that it could do without.
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"{explain} {sql}", parameters)
        return " ".join(str(row[-1]) for row in cursor.fetchall())
