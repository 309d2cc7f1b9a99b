"""Series and editions as a browser gets them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conference.models import SeriesPage
from tests.factories.conference import DeadlineFactory, EditionHostPlaceFactory, EditionPageFactory
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.media import PictureFactory
from tests.factories.pages import add_topics, publish, relate, restrict
from tests.factories.site import home_of

Show = Callable[[str], str]
PICTURED = {"hero_picture_alt": "Ein Platz", "hero_caption": "Am Ufer"}


@pytest.fixture
def show(client: Client) -> Show:
    return lambda address: " ".join(client.get(address).content.decode().split())


def today_at_the_place() -> date:
    """The day where the factory's editions are held; late in the evening it is another one here."""
    return timezone.localdate(timezone=ZoneInfo("Europe/Moscow"))


def test_number_period_state_and_motto_stand_above_all(series: SeriesPage, show: Show) -> None:
    page = EditionPageFactory(parent=series, slug="xvi", hero_picture=PictureFactory(), **PICTURED)
    EditionHostPlaceFactory(page=page, place=PlaceFactory(key="kaluga", names={"de": "Kaluga"}))
    publish(page)
    html = show("/de/konferenz/xvi/")
    parts = [
        '<p class="edition-head__number" aria-hidden="true">XVI.</p>',
        "<h1>Konferenz 16</h1>",
        '<p class="period">28.–30. Juni 2021 · Kaluga und online</p>',
        '<p class="state state--ended"><svg',
        '<blockquote class="motto">Verbindungen stärken</blockquote>',
        "<picture>",
        '<span class="caption">Am Ufer</span><small class="credit">',
        '<dl class="facts__list">',
    ]
    places = [html.find(part) for part in parts]
    assert [part for part, place in zip(parts, places, strict=True) if place < 0] == []
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("status", "days", "tone", "word"),
    [
        ("scheduled", 30, "coming", "angekündigt"),
        ("scheduled", 0, "active", "findet gerade statt"),
        ("scheduled", -30, "ended", "beendet"),
        ("postponed", 30, "resting", "verschoben"),
        ("cancelled", 30, "suspended", "abgesagt"),
    ],
)
def test_a_state_is_word_shape_and_colour(
    series: SeriesPage, show: Show, status: str, days: int, tone: str, word: str
) -> None:
    day = today_at_the_place() + timedelta(days=days)
    publish(EditionPageFactory(parent=series, slug="x", starts_on=day, ends_on=day, status=status))
    html = show("/de/konferenz/x/")
    found = re.search(r'<p class="state state--(\w+)"><svg[^>]*>(.*?)</svg> (.*?)</p>', html)
    assert (found[1], found[3]) == (tone, word)
    assert "<circle" in found[2]


@pytest.mark.parametrize(
    ("status", "days", "tone", "word"),
    [
        ("scheduled", 30, "", ""),
        ("scheduled", 0, "active", "findet gerade statt"),
        ("scheduled", -30, "", ""),
        ("postponed", 30, "resting", "verschoben"),
        ("cancelled", 30, "suspended", "abgesagt"),
    ],
)
def test_lists_tell_what_the_days_of_an_edition_do_not_say(
    series: SeriesPage, show: Show, status: str, days: int, tone: str, word: str
) -> None:
    day = today_at_the_place() + timedelta(days=days)
    edition = EditionPageFactory(parent=series, title="Treffen", starts_on=day, ends_on=day, status=status)
    edition = publish(edition)
    relate(series, edition)
    publish(series)
    home = home_of("de")
    home.lead_page = edition
    publish(home)
    wanted = [(tone, word)] if word else []
    card = show("/de/konferenz/").partition('<section class="related')[2]
    lead = show("/de/").partition('class="home-lead"')[2].partition("</section>")[0]
    hit = show("/de/search/?q=Treffen").partition('<article class="result">')[2]
    for html in (card, lead, hit):
        assert "Treffen" in html
        assert re.findall(r'<p class="state state--(\w+)"><svg.*?<circle.*?</svg> (.*?)</p>', html) == wanted


def test_a_series_shows_topics_and_related_pages(series: SeriesPage, show: Show) -> None:
    add_topics(series, TopicFactory(key="youth", names={"de": "Jugend"}))
    relate(series, publish(EditionPageFactory(parent=series, title="Treffen")))
    publish(series)
    html = show("/de/konferenz/")
    assert re.findall(r'<ul class="words" aria-labelledby="topics">(.*?)</ul>', html) == [
        "<li><span>Jugend</span></li>"
    ]
    assert re.findall(r'<h2 id="related">(.*?)</h2>.*?<h3 class="card__title"><a[^>]*>(.*?)</a>', html) == [
        ("Zum Thema", "Treffen")
    ]


def test_a_private_edition_offers_no_calendar(series: SeriesPage, admin_client: Client) -> None:
    page = publish(EditionPageFactory(parent=series, slug="xvi"))
    address = f"/de/conference/editions/{page.pk}/calendar.ics"
    assert address in admin_client.get("/de/konferenz/xvi/").content.decode()
    restrict(page)
    shown = admin_client.get("/de/konferenz/xvi/")
    assert (shown.status_code, address in shown.content.decode()) == (200, False)


def test_a_deadline_says_how_long_it_is_open(series: SeriesPage, show: Show) -> None:
    day = timezone.localdate() + timedelta(days=30)
    page = EditionPageFactory(parent=series, slug="x", starts_on=day, ends_on=day)
    DeadlineFactory(page=page, label="Anmeldung", moment=timezone.now() + timedelta(days=3, hours=1))
    DeadlineFactory(page=page, label="Verpasst", moment=timezone.now() - timedelta(days=1))
    publish(page)
    states = re.findall(r'<div class="deadline__state">.*?</svg> (.*?)</p>', show("/de/konferenz/x/"))
    assert states == ["Abgelaufen", "Endet in 3 Tagen"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(series: SeriesPage, client: Client, number: int) -> None:
    page = publish(EditionPageFactory(parent=series, slug="xvi"))
    for order in range(1, number + 1):
        picture = PictureFactory()
        other = EditionPageFactory(
            parent=series, number=order, starts_on=date(2000 + order, 6, 1), ends_on=date(2000 + order, 6, 2),
            hero_picture=picture, **PICTURED,
        )  # fmt: skip
        relate(page, publish(other))
    publish(page)
    counts = {}
    for address in ("/de/konferenz/", "/de/konferenz/xvi/"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            html = client.get(address).content.decode()
        assert html.count("<picture>") == number
        counts[address] = len(asked)
    assert counts == {"/de/konferenz/": 12, "/de/konferenz/xvi/": 19}
