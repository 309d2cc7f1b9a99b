"""Counts beside the filters of lists."""

import datetime
from typing import Any

import pytest
from django.test import Client

from news.models import NewsIndexPage
from tests.factories.conference import EditionPageFactory, SeriesPageFactory
from tests.factories.entities import TagFactory, TopicFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, publish, publish_section
from tests.factories.site import home_of

DAY = datetime.date(2021, 5, 4)


@pytest.fixture(scope="module")
def index(module_rows: None) -> NewsIndexPage:
    """Three articles of two kinds, topics and years, one of a theme year, and an edition."""
    home = home_of("de")
    youth, sport = (
        TopicFactory(key=key, names={"de": german, "en": english})
        for key, german, english in (("youth", "Jugend", "Youth"), ("sport", "Sport", "Sport"))
    )
    tag = TagFactory(key="krasnodar", names={"de": "Krasnodar"})
    index = publish_section(NewsIndexPageFactory(parent=home, slug="aktuelles"))
    year = publish(ThemeYearPageFactory(parent=home, title="Themenjahr"))
    for number, topics in enumerate(((youth, tag), (youth, sport), (sport,))):
        article = ArticlePageFactory(
            parent=index, date=DAY.replace(year=2020 + number), kind="announcement" if number else "article",
            theme_year=None if number else year,
        )  # fmt: skip
        add_topics(article, *topics)
        publish(article)
    series = publish(SeriesPageFactory(parent=home, title="Konferenz"))
    publish(EditionPageFactory(parent=series, number=16, starts_on=DAY, ends_on=DAY))
    return index


def counted(client: Client, path: str) -> tuple[int, dict[str, list[tuple[Any, ...]]]]:
    """(total, {facet: [(value, label, count)]})."""
    answer = client.get(f"/api/v1/{path}").json()
    return answer["total"], {
        name: [tuple(value.values()) for value in values] for name, values in answer["facets"].items()
    }


def test_pages_by_type_topic_and_tag(client: Client, index: NewsIndexPage, django_assert_num_queries: Any) -> None:
    # One for the total, one for the types, one for both facets; names cost two for each kind.
    with django_assert_num_queries(7):
        total, facets = counted(client, "pages/facets/?since=2020-01-01&until=2022-12-31")
    assert total == 4
    assert facets == {
        "type": [("news.article", "Artikel", 3), ("conference.edition", "Konferenz (einzelne Ausgabe)", 1)],
        "topic": [("sport", "Sport", 2), ("youth", "Jugend", 2)],
        "tag": [("krasnodar", "Krasnodar", 1)],
    }


def test_a_choice_does_not_lower_its_own_counts(client: Client, index: NewsIndexPage) -> None:
    total, facets = counted(client, "pages/facets/?topic=sport&type=news.article")
    assert total == 2
    assert facets["type"] == [("news.article", "Artikel", 2)]
    assert facets["topic"] == [("sport", "Sport", 2), ("youth", "Jugend", 2)]
    assert facets["tag"] == []


def test_articles_by_kind_year_and_theme(client: Client, index: NewsIndexPage) -> None:
    total, facets = counted(client, "news/articles/facets/?kind=announcement")
    assert total == 2
    assert [(value, count) for value, _label, count in facets["kind"]] == [("announcement", 2), ("article", 1)]
    assert facets["year"] == [("2021", "2021", 1), ("2022", "2022", 1)]
    assert facets["theme_year"] == []
    _total, facets = counted(client, "news/articles/facets/")
    assert [(label, count) for _value, label, count in facets["theme_year"]] == [("Themenjahr", 1)]


def test_editions_by_series_and_number(client: Client, index: NewsIndexPage) -> None:
    total, facets = counted(client, "conference/editions/facets/?number=16")
    assert total == 1
    assert [(label, count) for _value, label, count in facets["series"]] == [("Konferenz", 1)]
    assert (facets["number"], facets["year"]) == ([("16", "16", 1)], [("2021", "2021", 1)])


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("pages/facets/?limit=3", "limit"),
        ("pages/facets/?type=news.nothing", "type"),
        ("news/articles/facets/?kind=love", "kind"),
        ("news/articles/facets/?since=1", "since"),
        ("conference/editions/facets/?state=past", "state"),
    ],
)
def test_what_is_wrong_is_named(client: Client, index: NewsIndexPage, path: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400
    assert answer.json()["invalid_params"][0]["name"] == parameter
