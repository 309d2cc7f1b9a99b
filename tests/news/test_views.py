"""What the templates of news pages get; lists never read page rows."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from news import views
from news.models import ArticlePage, NewsIndexPage, ThemeYearPage
from tests.factories.entities import TopicFactory
from tests.factories.news import ArticlePageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, publish, relate, restrict
from tests.factories.site import home_of


def make(index: NewsIndexPage, day: int, **fields: object) -> ArticlePage:
    return publish(ArticlePageFactory(parent=index, title=f"Artikel {day}", date=datetime.date(2017, 6, day), **fields))


def context(page: object, query: str = "") -> dict:
    return views.page_contexts[type(page)](page, RequestFactory().get(f"{page.url}{query}"))


def titles(cards: list[dict]) -> list[str]:
    return [card["title"] for card in cards]


@pytest.mark.parametrize("number", [1, 3])
def test_index_reads_five_queries(
    index: NewsIndexPage, theme_year: ThemeYearPage, django_assert_num_queries: Callable, number: int
) -> None:
    for day in range(1, number + 1):
        page = ArticlePageFactory(parent=index, date=datetime.date(2017, 6, day), theme_year=theme_year)
        add_topics(page, TopicFactory(names={"de": f"Thema {day}"}))
        publish(page)
    page = NewsIndexPage.objects.select_related("locale").get(pk=index.pk)
    request = RequestFactory().get("/de/aktuelles/")
    with django_assert_num_queries(5):
        shown = views.index_context(page, request)
    assert len(shown["cards"]) == number
    assert shown["next_address"] == ""


def test_index_goes_on_after_a_cursor(index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    for day in (1, 2, 3):
        make(index, day)
    first = context(index, "?kind=article")
    assert titles(first["cards"]) == ["Artikel 3", "Artikel 2"]
    assert first["is_first_page"]
    second = context(index, first["next_address"])
    assert titles(second["cards"]) == ["Artikel 1"]
    assert (second["next_address"], second["is_first_page"]) == ("", False)


def test_index_filters(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    make(index, 1, theme_year=theme_year)
    make(index, 2, kind="announcement")
    assert titles(context(index, f"?theme={theme_year.translation_key}")["cards"]) == ["Artikel 1"]
    assert titles(context(index, "?kind=announcement&year=2017")["cards"]) == ["Artikel 2"]


def test_index_offers_what_leads_somewhere_and_takes_away_what_is_chosen(
    index: NewsIndexPage, theme_year: ThemeYearPage
) -> None:
    youth = TopicFactory(key="youth", names={"de": "Jugend"})
    press = TopicFactory(key="press", kind="tag", names={"ru": "Пресса"})
    first = ArticlePageFactory(parent=index, kind="announcement", theme_year=theme_year)
    add_topics(first, youth, press)
    publish(first)
    make(index, 2)
    shown = context(index, "?kind=announcement&tag=press&year=1999")
    assert [
        (choice.name, [(value.value, str(value.label), value.count, value.chosen) for value in choice.choices])
        for choice in shown["filters"]
    ] == [
        ("theme", [(str(theme_year.translation_key), "Themenjahr", 1, False)]),
        ("kind", [("announcement", "Ankündigung", 1, True), ("article", "Artikel", 1, False)]),
    ]
    assert [(str(row.label), str(row.value), row.language, row.address) for row in shown["active_filters"]] == [
        ("Art", "Ankündigung", "", "?year=1999&tag=press"),
        ("Jahr", "1999", "", "?kind=announcement&tag=press"),
        ("Schlagwort", "Пресса", "ru", "?kind=announcement&year=1999"),
    ]
    assert shown["kept_filters"] == {"year": "1999", "tag": "press"}
    assert shown["kept_query"] == "kind=announcement&year=1999&tag=press"
    assert shown["cards"] == []


@pytest.mark.slow
def test_theme_years_have_names_however_many_and_however_old(
    index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = [
        publish(
            ThemeYearPageFactory(parent=home_of("de"), title=f"Jahr {number}", starts_on=datetime.date(number, 1, 1))
        )
        for number in range(1990, 2012)
    ]
    for day, year in enumerate(years[1:], 1):
        make(index, day, theme_year=year)
    shown = context(index, f"?theme={years[0].translation_key}")
    offered = next(choice for choice in shown["filters"] if choice.name == "theme")
    assert sorted(str(choice.label) for choice in offered.choices) == [f"Jahr {number}" for number in range(1991, 2012)]
    assert [str(row.value) for row in shown["active_filters"]] == ["Jahr 1990"]


@pytest.mark.parametrize("query", ["?after=nonsense", "?utm_source=mail", "?kind=", "?after=2017-99-99~1"])
def test_index_ignores_what_it_does_not_know(index: NewsIndexPage, query: str) -> None:
    make(index, 1)
    assert titles(context(index, query)["cards"]) == ["Artikel 1"]


def test_theme_year_gathers(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    make(index, 1, theme_year=theme_year)
    make(index, 2, theme_year=theme_year)
    make(index, 3)
    shown = context(theme_year)
    assert [(heading, titles(cards)) for heading, cards in shown["groups"]] == [
        ("Artikel zum Themenjahr", ["Artikel 2", "Artikel 1"])
    ]
    assert shown["index_url"] == "/de/aktuelles/"


def test_article_knows_its_neighbours_in_the_theme_year(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    pages = [make(index, day, theme_year=theme_year) for day in (1, 2, 3)]
    make(index, 4)
    shown = context(pages[1])
    assert (shown["newer"]["title"], shown["older"]["title"]) == ("Artikel 3", "Artikel 1")
    assert shown["data"]["theme_year"]["title"] == "Themenjahr"
    assert (context(pages[2])["newer"], context(pages[0])["older"]) == (None, None)


def test_restricted_article_still_renders_for_those_allowed(index: NewsIndexPage, theme_year: ThemeYearPage) -> None:
    page = make(index, 1, theme_year=theme_year)
    restrict(page)
    assert context(page)["data"]["title"] == "Artikel 1"


@pytest.mark.parametrize("number", [1, 3])
def test_article_queries_do_not_grow(index: NewsIndexPage, theme_year: ThemeYearPage, number: int) -> None:
    page = make(index, 10, theme_year=theme_year)
    for day in range(1, number + 1):
        relate(page, make(index, day, theme_year=theme_year))
    page = publish(page)
    page = ArticlePage.objects.select_related("locale", "theme_year").get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        shown = views.article_context(page, RequestFactory().get(page.url))
    assert len(shown["data"]["related"]) == number
    assert len(queries) == 3
