"""The search page as a browser gets it."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from cms.content_store.models import ContentItem
from news.models import NewsIndexPage
from tests.factories.conference import EditionPageFactory, SeriesPageFactory
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import add_topics, publish, publish_section
from tests.factories.partnerships import german_directory, profile
from tests.factories.site import build_site, home_of

Show = Callable[[str], str]


@pytest.fixture
def site(db: None) -> Site:
    return build_site()


@pytest.fixture
def index(site: Site) -> NewsIndexPage:
    return publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))


@pytest.fixture
def show(client: Client) -> Show:
    return lambda query: " ".join(client.get(f"/de/search/{query}").content.decode().split())


def test_an_empty_search_asks_and_shows_nothing_else(site: Site, show: Show) -> None:
    html = show("")
    assert html.count('role="search"') == 1
    assert '<label for="search-text">Ort, Thema oder Wort</label>' in html
    assert 'class="results"' not in html


def test_nothing_found(site: Site, show: Show) -> None:
    html = show("?q=xyzzy")
    assert "0 Treffer" in html
    assert 'class="empty"' in html


def test_a_hit_says_kind_date_and_what_was_found(index: NewsIndexPage, show: Show) -> None:
    publish(
        ArticlePageFactory(
            parent=index,
            title="Brücke",
            lead="Ein Fest in Kaluga.",
            kind="announcement",
            date=datetime.date(2021, 6, 1),
        )
    )
    html = show("?q=Kaluga")
    meta = re.search(r'<p class="result__meta">(.*?)</p>', html)[1]
    excerpt = re.search(r'<p class="result__excerpt">(.*?)</p>', html)[1]
    assert meta == 'Ankündigung · <time datetime="2021-06-01">1. Juni 2021</time>'
    assert excerpt.startswith("Ein Fest in <mark>Kaluga</mark>.")


def test_an_edition_says_when_it_is_and_a_series_has_no_day(site: Site, show: Show) -> None:
    series = publish_section(SeriesPageFactory(parent=home_of("de"), title="Treffen"))
    publish(EditionPageFactory(parent=series, title="Treffen 16"))
    assert sorted(re.findall(r'<p class="result__meta">(.*?)</p>', show("?q=Treffen"))) == [
        "Konferenz · 28.–30. Juni 2021",
        "Konferenzreihe",
    ]


def test_a_partnership_says_its_beginning_as_exactly_as_it_is_known(site: Site, show: Show) -> None:
    directory = german_directory()
    for since in ("1988", "1993-05", ""):
        publish(profile(directory, PlaceFactory(), PlaceFactory(), since=since, lead="Eine Brücke."))
    metas = re.findall(r'<p class="result__meta">(.*?)</p>', show("?q=Brücke&type=partnerships.partnership"))
    assert sorted(metas) == ["Partnerschaft", "Partnerschaft · 1988", "Partnerschaft · Mai 1993"]


def test_active_filters_can_be_taken_away(index: NewsIndexPage, client: Client) -> None:
    for title, key, name in (("Kaluga eins", "youth", "Jugend"), ("Kaluga zwei", "culture", "Kultur")):
        page = ArticlePageFactory(parent=index, title=title)
        add_topics(page, TopicFactory(key=key, names={"de": name}))
        publish(page)
    context = client.get("/de/search/?q=Kaluga&topic=youth&type=news.article").context
    assert [(str(row.label), str(row.value), row.address) for row in context["active_filters"]] == [
        ("Art der Seite", "Artikel", "/de/search/?q=Kaluga&topic=youth"),
        ("Thema", "Jugend", "/de/search/?q=Kaluga&type=news.article"),
    ]
    assert context["all_address"] == "/de/search/?q=Kaluga"
    assert [hit.card["title"] for hit in context["result"].hits] == ["Kaluga eins"]


def test_a_filter_that_nothing_is_known_of_is_shown_as_it_came(index: NewsIndexPage, client: Client) -> None:
    publish(ArticlePageFactory(parent=index, title="Kaluga"))
    key = "00000000-0000-4000-8000-000000000000"
    context = client.get(f"/de/search/?q=Kaluga&topic=unknown&theme={key}&type=x").context
    assert [(str(row.label), str(row.value)) for row in context["active_filters"]] == [
        ("Art der Seite", "x"),
        ("Thema", "unknown"),
        ("Themenjahr", key),
    ]
    assert context["active_filters"][1].address == f"/de/search/?q=Kaluga&type=x&theme={key}"


def test_a_name_in_another_language_says_so(index: NewsIndexPage, show: Show) -> None:
    page = ArticlePageFactory(parent=index, title="Kaluga")
    add_topics(page, TopicFactory(key="press", names={"ru": "Пресса"}))
    publish(page)
    html = show("?q=Kaluga&topic=press")
    assert html.count('<span lang="ru">Пресса</span>') == 2


def test_a_theme_year_past_its_time_has_no_name(index: NewsIndexPage, client: Client) -> None:
    year = publish(ThemeYearPageFactory(parent=home_of("de"), title="Themenjahr"))
    publish(ArticlePageFactory(parent=index, title="Kaluga", theme_year=year))
    address = f"/de/search/?q=Kaluga&theme={year.translation_key}"
    assert [row.value for row in client.get(address).context["active_filters"]] == ["Themenjahr"]
    ContentItem.objects.filter(pk=year.pk).update(expires_at=timezone.now())
    assert [row.value for row in client.get(address).context["active_filters"]] == [str(year.translation_key)]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(index: NewsIndexPage, client: Client, number: int) -> None:
    topic = TopicFactory(key="youth", names={"de": "Jugend"})
    for order in range(number):
        page = ArticlePageFactory(
            parent=index, title=f"Kaluga {order}", hero_picture=PictureFactory(), hero_picture_alt="Ein Platz"
        )
        add_topics(page, topic)
        publish(page)
    client.get("/de/search/?q=Kaluga")
    with CaptureQueriesContext(connection) as queries:
        html = client.get("/de/search/?q=Kaluga").content.decode()
    assert html.count("<picture>") == number
    assert len(queries) == 10
