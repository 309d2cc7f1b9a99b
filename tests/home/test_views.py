"""What the home page's template gets."""

import datetime
from collections.abc import Callable

import pytest
from django.test import RequestFactory

from home import views
from home.models import HomePage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of


def context(home: HomePage) -> dict:
    return views.page_contexts[HomePage](home, RequestFactory().get("/de/"))


@pytest.fixture(scope="module")
def seven_articles(module_rows: None) -> None:
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de")))
    for day in range(1, 8):
        publish(ArticlePageFactory(parent=index, title=f"Artikel {day}", date=datetime.date(2017, 6, day)))


@pytest.fixture
def home(seven_articles: None, db: None) -> HomePage:
    return home_of("de")


def test_latest_news_one_large_four_small(home: HomePage) -> None:
    shown = context(home)
    assert [card["title"] for card in shown["latest_first"]] == ["Artikel 7"]
    assert [card["title"] for card in shown["latest_rest"]] == ["Artikel 6", "Artikel 5", "Artikel 4", "Artikel 3"]
    assert shown["lead_card"] is None


def test_the_leading_page_is_not_repeated(home: HomePage) -> None:
    newest = home.get_descendants().get(title="Artikel 7")
    home.lead_page = newest
    home = publish(home)
    shown = context(home)
    assert shown["lead_card"]["title"] == "Artikel 7"
    assert [card["title"] for card in shown["latest"]] == [f"Artikel {day}" for day in (6, 5, 4, 3, 2)]


def test_four_queries(home: HomePage, django_assert_num_queries: Callable) -> None:
    home.lead_page = publish(ThemeYearPageFactory(parent=home_of("de")))
    publish(home)
    home = HomePage.objects.select_related("locale").get(pk=home.pk)
    request = RequestFactory().get("/de/")
    with django_assert_num_queries(4):
        assert views.home_context(home, request)["lead_card"]["type"] == "news.theme_year"


def test_no_news_no_item(home: HomePage) -> None:
    assert len(context(home)["latest"]) == 5
    assert context(home_of("ru"))["latest"] == []
