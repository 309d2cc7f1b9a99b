"""News pages as a browser gets them."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import ArticlePage, NewsIndexPage, ThemeYearPage, ThemeYearPatron
from tests.factories.entities import PersonFactory, PlaceFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticleLinkFactory, ArticlePageFactory
from tests.factories.pages import add_topics, publish, relate, restrict
from tests.factories.site import home_of

Show = Callable[[str], str]


@pytest.fixture
def show(client: Client) -> Show:
    return lambda address: " ".join(client.get(address).content.decode().split())


def make(index: NewsIndexPage, day: int, **fields: object) -> ArticlePage:
    pictured = {"hero_picture": PictureFactory(), "hero_picture_alt": "Ein Platz", "date": datetime.date(2017, 6, day)}
    return ArticlePageFactory(parent=index, title=f"Artikel {day}", **{**pictured, **fields})


def test_an_article_in_the_order_of_a_journal(index: NewsIndexPage, theme_year: ThemeYearPage, show: Show) -> None:
    publish(make(index, 1, theme_year=theme_year))
    publish(make(index, 9, theme_year=theme_year))
    page = make(index, 2, theme_year=theme_year, dateline_place=PlaceFactory(key="berlin", names={"de": "Berlin"}))
    ArticleLinkFactory(page=page, locale=page.locale)
    add_topics(page, TopicFactory(key="youth", names={"de": "Jugend"}))
    page.hero_caption, page.changed_on, page.change_note = "Am Ufer", datetime.date(2018, 1, 5), "Zahlen ergänzt"
    html = show(publish(page).url)
    parts = [
        '<p class="kicker">Artikel</p>',
        "<h1>Artikel 2</h1>",
        '<p class="lead">Das Wichtigste in einem Satz.</p>',
        '<p class="dateline"><span>Berlin</span>, <time datetime="2017-06-02">2. Juni 2017</time></p>',
        '<span class="caption">Am Ufer</span>',
        "Forum / A. Muster</small>",
        '<h2 id="further">',
        'rel="external"><span>Programm</span></a> <span class="link-rows__site">example.org</span>',
        'Letzte Änderung: <time datetime="2018-01-05">5. Januar 2018</time> – <span>Zahlen ergänzt</span>',
        '<a href="/de/themenjahr/">Themenjahr</a>',
        '<a href="/de/aktuelles/?topic=youth">Jugend</a>',
        "<span>Artikel 1</span>",
        "<span>Artikel 9</span>",
        "Dauerhafte Adresse: http://localhost/de/aktuelles/",
    ]
    places = [html.find(part) for part in parts]
    assert [part for part, place in zip(parts, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_a_theme_year_says_period_motto_and_patrons(
    index: NewsIndexPage, theme_year: ThemeYearPage, show: Show
) -> None:
    person = PersonFactory(names={"de": "Erika Muster"}, functions={"de": "Ministerin"})
    theme_year.motto = "Vertrauen stärken – gemeinsam"
    theme_year.patrons = [ThemeYearPatron(person=person)]
    publish(theme_year)
    publish(make(index, 1, theme_year=theme_year, kind="announcement"))
    html = show("/de/themenjahr/")
    assert '<p class="period">28. Juni 2017 – 14. September 2018</p>' in html
    assert '<blockquote class="motto">Vertrauen stärken – gemeinsam</blockquote>' in html
    assert '<span>Erika Muster</span><span class="facts__note">Ministerin</span>' in html
    assert re.findall(r'<h2 id="gathered-\d">(.*?)</h2>', html) == ["Ankündigungen"]


def related_titles(html: str) -> list[str]:
    return re.findall(r'<h3 class="card__title"><a[^>]*>(.*?)</a>', html.partition('<section class="related')[2])


def test_pages_relate_from_both_ends_and_hide_private_ones(index: NewsIndexPage, show: Show) -> None:
    first, second, private = (publish(make(index, day)) for day in (1, 2, 3))
    relate(first, second)
    relate(first, private)
    first = publish(first)
    restrict(private)
    assert related_titles(show(first.url)) == ["Artikel 2"]
    assert related_titles(show(second.url)) == ["Artikel 1"]


def test_index_and_theme_year_show_topics_and_related_pages(
    index: NewsIndexPage, theme_year: ThemeYearPage, show: Show
) -> None:
    topic, tag = TopicFactory(key="youth", names={"de": "Jugend"}), TopicFactory(key="p", kind="tag", names={"ru": "П"})
    article = publish(make(index, 1))
    for page in (index, theme_year):
        add_topics(page, topic, tag)
        relate(page, article)
        html = show(publish(page).url)
        assert re.findall(r"<li>(<a [^>]*>.*?</a>)</li>", html.partition('aria-labelledby="topics">')[2])[:2] == [
            '<a href="/de/aktuelles/?topic=youth">Jugend</a>',
            '<a href="/de/aktuelles/?tag=p" lang="ru">П</a>',
        ]
        assert related_titles(html) == ["Artikel 1"]


def test_the_filter_form_keeps_what_no_select_shows(index: NewsIndexPage, show: Show) -> None:
    page = make(index, 1)
    add_topics(page, TopicFactory(key="press", kind="tag", names={"de": "Presse"}))
    publish(page)
    publish(make(index, 2, kind="announcement"))
    html = show(f"{index.url}?tag=press&kind=article")
    form = html.partition('<form class="filters__form"')[2].partition("</form>")[0]
    assert re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', form) == [("tag", "press")]
    assert re.findall(r'<select id="[^"]*" name="(.*?)">', form) == ["kind"]


def test_one_index_below_a_home_page(index: NewsIndexPage) -> None:
    assert (NewsIndexPage.can_create_at(home_of("de")), NewsIndexPage.can_create_at(home_of("ru"))) == (False, True)


def test_an_empty_index_says_so(index: NewsIndexPage, show: Show) -> None:
    assert '<div class="empty"> <p>In dieser Sprache gibt es noch keine Nachrichten.</p> </div>' in show(index.url)
    publish(make(index, 1))
    assert re.search(r'<div class="empty"> <p>(.*?)</p>', show(f"{index.url}?kind=announcement"))[1] == (
        "Zu diesen Filtern gibt es keine Nachrichten. Entfernen Sie einen Filter, um mehr zu sehen."
    )


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), [("index", 16), ("year", 13), ("article", 17)])
def test_queries_do_not_grow(
    index: NewsIndexPage, theme_year: ThemeYearPage, client: Client, kind: str, queries: int, number: int
) -> None:
    topic = TopicFactory(key="youth", names={"de": "Jugend"})
    page = publish(make(index, 20, theme_year=theme_year))
    for day in range(1, number + 1):
        other = make(index, day, theme_year=theme_year)
        add_topics(other, topic)
        relate(page, publish(other))
    page = publish(page)
    address = {"index": index.url, "year": theme_year.url, "article": page.url}[kind]
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        html = client.get(address).content.decode()
    assert html.count("<picture>") == number + 1
    assert len(asked) == queries
