"""Facets over news and conferences, as their apps declare them, with words of the reader's language."""

import datetime

import pytest
from django.utils import translation

from search.query import SearchQuery
from search.services.labels import facet_groups
from search.services.searching import search
from tests.factories.conference import EditionHostPlaceFactory, EditionPageFactory, SeriesPageFactory
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, publish, publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture(scope="module")
def year_key(module_rows: None) -> str:
    """Two articles and an edition; returns the key of the theme year that one of each belongs to."""
    build_site()
    home = home_of("de")
    year = publish_section(ThemeYearPageFactory(parent=home, title="Themenjahr", lead="Ein Jahr"))
    kaluga = PlaceFactory(key="kaluga", names={"de": "Kaluga", "ru": "Калуга"})
    moscow = PlaceFactory(key="moskau", names={"de": "Moskau"})
    index, series = publish_section(NewsIndexPageFactory(parent=home)), publish_section(SeriesPageFactory(parent=home))
    for day, (place, theme, when) in enumerate(
        ((kaluga, year, datetime.date(2021, 1, 1)), (moscow, None, datetime.date(2019, 1, 1)))
    ):
        article = ArticlePageFactory(
            parent=index, title=f"Bericht {day}", lead="Treffen", dateline_place=place, theme_year=theme, date=when
        )
        add_topics(article, TopicFactory(key=f"thema-{day}", names={"de": f"Thema {day}"}))
        publish(article)
    edition = EditionPageFactory(parent=series, title="Konferenz", lead="Treffen", theme_year=year)
    EditionHostPlaceFactory(page=edition, place=kaluga)
    publish(edition)
    return str(year.translation_key)


@pytest.fixture
def content(year_key: str, db: None) -> str:
    return year_key


def chosen(**facets: str) -> SearchQuery:
    return SearchQuery("Treffen", "de", facets={name: (value,) for name, value in facets.items()})


def test_counts_over_both_apps(content):
    assert search(chosen()).facets == {
        "type": {"news.article": 2, "conference.edition": 1},
        "topic": {"thema-0": 1, "thema-1": 1},
        "year": {"2021": 2, "2019": 1},
        "place": {"kaluga": 2, "moskau": 1},
        "theme": {content: 2},
    }


@pytest.mark.parametrize(
    ("facet", "value", "titles"),
    [
        ("type", "conference.edition", ["Konferenz"]),
        ("topic", "thema-1", ["Bericht 1"]),
        ("year", "2021", ["Bericht 0", "Konferenz"]),
        ("place", "kaluga", ["Bericht 0", "Konferenz"]),
        ("place", "moskau", ["Bericht 1"]),
        ("place", "nirgends", []),
    ],
)
def test_each_facet_narrows_and_counts_without_itself(content, facet, value, titles):
    result = search(chosen(**{facet: value}))
    assert sorted(hit.card["title"] for hit in result.hits) == titles
    assert result.facets[facet] == search(chosen()).facets[facet]


def test_a_theme_year_gathers_both(content):
    result = search(chosen(theme=content))
    assert sorted(hit.card["title"] for hit in result.hits) == ["Bericht 0", "Konferenz"]
    assert result.facets["year"] == {"2021": 2}


def test_labels_are_words(content):
    with translation.override("de"):
        groups = facet_groups(search(chosen(theme=content)).facets, chosen(theme=content))
        found = {str(group.label): [(str(value.label), value.count) for value in group.values] for group in groups}
    assert found == {
        "Art der Seite": [("Konferenz", 1), ("Artikel", 1)],
        "Themenjahr": [("Themenjahr", 2)],
    }


def test_a_choice_that_leaves_nothing_can_be_taken_away(content):
    query = chosen(place="kaluga", year="1999")
    groups = {group.name: group for group in facet_groups(search(query).facets, query)}
    assert [(value.label, value.active) for value in groups["place"].values if value.active] == [("Kaluga", True)]
    assert [(value.label, value.count) for value in groups["year"].values if value.active] == [("1999", 0)]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=Treffen&page=99999", 200),
        ("q=Treffen&page=" + "9" * 400, 200),
        ("q=Treffen&page=-1", 200),
        ("q=%00", 400),
        ("q=" + "a" * 10_000, 400),
        ("q=AND+OR+NOT+-+*", 200),
        ("q=%22", 200),
        ("q=-Treffen", 200),
        ("q=Treffen&year=%27%3B--&theme=x&colour=red", 200),
    ],
)
def test_bad_input_is_answered_with_words(client, content, query, status):
    answer = client.get(f"/de/search/?{query}")
    assert (answer.status_code, "<h1" in answer.content.decode()) == (status, True)


def test_a_page_beyond_the_last_is_the_last(content):
    result = search(SearchQuery("Treffen", "de", page=200))
    assert (result.page, len(result.hits)) == (1, 3)
