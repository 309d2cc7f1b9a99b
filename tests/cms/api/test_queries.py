"""Lists, filters and cursors: constant queries, and nothing shown twice or left out."""

import datetime

import pytest

from news.models import NewsIndexPage
from tests.factories.entities import OrganisationFactory, PersonFactory, PlaceFactory, TagFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.news import (
    ArticleContactFactory,
    ArticleLinkFactory,
    ArticlePageFactory,
    NewsIndexPageFactory,
    ThemeYearPageFactory,
)
from tests.factories.pages import add_topics, publish, publish_section
from tests.factories.site import build_site, home_of

URL = "/api/v1/pages/"


@pytest.fixture
def index(db) -> NewsIndexPage:
    build_site()
    return publish_section(NewsIndexPageFactory(parent=home_of("de")))


def rich_article(index, number, year):
    article = ArticlePageFactory(
        parent=index, title=f"Artikel {number}", date=datetime.date(2021, 6, number), theme_year=year,
        dateline_place=PlaceFactory(), hero_picture=PictureFactory(), hero_picture_alt="Brücke",
    )  # fmt: skip
    ArticleLinkFactory(page=article)
    ArticleContactFactory(page=article, organisation=OrganisationFactory(), person=PersonFactory())
    add_topics(article, TopicFactory(), TagFactory())
    return publish(article)


@pytest.mark.parametrize("number", [1, 3, 20])
def test_rich_cards_and_details_are_one_query_each(client, index, django_assert_num_queries, number):
    year = publish_section(ThemeYearPageFactory(parent=home_of("de")))
    pages = [rich_article(index, day, year) for day in range(1, number + 1)]
    for path in (f"{URL}?type=news.article", "/api/v1/news/articles/"):
        with django_assert_num_queries(1):
            cards = client.get(path).json()["items"]
        assert [card["title"] for card in cards] == [f"Artikel {day}" for day in range(number, 0, -1)]
        assert all(card["picture"] and card["place"] and card["topics"] and card["theme_year"] for card in cards)
    for path in (f"{URL}{pages[0].pk}/", f"/api/v1/resolve/?url={pages[0].url}", f"{URL}{year.pk}/"):
        with django_assert_num_queries(1):
            assert client.get(path).status_code == 200


def walk(client, query, meanwhile=lambda: None):
    """Titles of all pages of a list; `meanwhile` happens after the first."""
    titles, cursor = [], None
    while True:
        answer = client.get(URL, {**query, **({"cursor": cursor} if cursor else {})}).json()
        titles += [card["title"] for card in answer["items"]]
        if cursor is None:
            meanwhile()
        cursor = answer["next_cursor"]
        if cursor is None:
            return titles


@pytest.mark.parametrize("order", ["-date", "date", "title", "-title"])
def test_a_page_added_meanwhile_shifts_nothing(client, index, order):
    for day in range(1, 6):
        publish(ArticlePageFactory(parent=index, title=f"Artikel {day}", date=datetime.date(2021, 6, day)))
    expected = [f"Artikel {day}" for day in (range(5, 0, -1) if order.startswith("-") else range(1, 6))]

    def add_at_the_front():
        first = order.startswith("-")
        title, day = ("Zuletzt", 30) if first else ("Anfang", 1)
        publish(ArticlePageFactory(parent=index, title=title, date=datetime.date(2021, 6 if first else 5, day)))

    query = {"type": "news.article", "limit": 2, "order": order}
    assert walk(client, query, add_at_the_front) == expected


def test_a_page_withdrawn_meanwhile_shifts_nothing(client, index):
    pages = [
        publish(ArticlePageFactory(parent=index, title=f"Artikel {day}", date=datetime.date(2021, 6, day)))
        for day in range(1, 5)
    ]
    # The one of which the cursor tells: the last that was seen.
    seen = walk(client, {"type": "news.article", "limit": 2}, pages[2].unpublish)
    assert seen == ["Artikel 4", "Artikel 3", "Artikel 2", "Artikel 1"]


def test_filters(client, index):
    topic, tag = TopicFactory(key="jugend"), TagFactory(key="kaluga")
    for day, things in ((1, (topic,)), (2, (tag,)), (3, (topic, tag)), (4, ())):
        page = ArticlePageFactory(parent=index, title=f"Artikel {day}", date=datetime.date(2021, 6, day))
        add_topics(page, *things)
        publish(page)
    queries = {
        "topic=jugend": [3, 1],
        "tag=kaluga": [3, 2],
        "topic=jugend&tag=kaluga": [3],
        "topic=kaluga": [],
        "since=2021-06-02": [4, 3, 2],
        "until=2021-06-02": [2, 1],
        "since=2021-06-02&until=2021-06-03&topic=jugend": [3],
        "since=2021-06-04&until=2021-06-01": [],
        "type=news.theme_year": [],
    }
    found = {query: _titles(client, query) for query in queries}
    assert found == {query: [f"Artikel {day}" for day in days] for query, days in queries.items()}


def _titles(client, query):
    kind = "" if "type=" in query else "&type=news.article"
    return [card["title"] for card in client.get(f"{URL}?{query}{kind}").json()["items"]]


@pytest.mark.parametrize(
    "cursor", ["~", "2021-06-01~", "2021-06-01~-1", f"2021-06-01~{2**63}", "2021-13-01~1", "~1", "x~1", "0x1~1"]
)
def test_cursors_that_no_list_gave(client, index, cursor):
    answer = client.get(URL, {"cursor": cursor})
    assert (answer.status_code, answer.json()["invalid_params"][0]["name"]) == (400, "cursor")


@pytest.mark.parametrize("page_id", ["0", "999999", "9223372036854775808", "9" * 60])
def test_ids_that_no_page_has(client, index, page_id):
    for path in ("pages", "news/articles", "conference/editions"):
        assert client.get(f"/api/v1/{path}/{page_id}/").status_code == 404
        assert client.get(f"/api/v1/{path}/{page_id}/", headers={"If-None-Match": "*"}).status_code == 404
