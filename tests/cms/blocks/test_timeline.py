"""Timelines: in order of dates, each date as exact as it is known, in words of each language."""

import datetime
from typing import Any

import pytest
from django.utils import translation

from cms.blocks.timeline import words_of
from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, rows, text_of, with_body

pytestmark = pytest.mark.django_db
DAY = datetime.date(1987, 6, 20)


def event(day: str, precision: str = "day", title: str = "Vertrag", text: str = "") -> dict[str, Any]:
    return {"day": day, "precision": precision, "title": title, "text": text}


def timeline(*events: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "timeline", {"title": "Wie es begann", "events": rows(*events)}


@pytest.mark.parametrize(
    ("precision", "language", "words"),
    [
        ("day", "de", "20. Juni 1987"), ("day", "ru", "20 июня 1987\xa0г."), ("day", "en", "20 June 1987"),
        ("month", "de", "Juni 1987"), ("month", "ru", "июнь 1987\xa0г."), ("month", "en", "June 1987"),
        ("year", "de", "1987"), ("year", "ru", "1987"), ("year", "en", "1987"), ("day", "xx", "20 June 1987"),
    ],
)  # fmt: skip
def test_a_date_in_words(precision: str, language: str, words: str):
    assert words_of(DAY, precision, language) == words


def test_events_stand_in_the_order_of_their_dates(article: ArticlePage):
    page = with_body(
        article,
        timeline(
            event("2011-05-09", "month", "Austausch", "<p>Zwei Schulen.</p>"),
            event("1987-06-20"),
            event("2011-12-31", "year", "Jubiläum"),
        ),
    )
    found = html(page, {"body.b0.events.i0.title": "ru", "body.b0.events.i0.text": "ru"})
    assert found.section["aria-label"] == "Wie es begann"
    titles = found.select(".timeline__title")
    shown_dates = zip(found.select("time"), titles, strict=True)
    assert [(when["datetime"], text_of(when), text_of(title)) for when, title in shown_dates] == [
        ("1987-06-20", "20. Juni 1987", "Vertrag"), ("2011", "2011", "Jubiläum"), ("2011-05", "Mai 2011", "Austausch"),
    ]  # fmt: skip
    assert [element.get("lang") for element in found.select("li")[2].select(".timeline__title, .rich-text")] == [
        "ru"
    ] * 2
    assert [(row["when"], row["when_text"], row["title"], row["html"]) for row in api(page, "ru")[0]["events"]] == [
        ("1987-06-20", "20 июня 1987\xa0г.", "Vertrag", ""), ("2011", "2011", "Jubiläum", ""),
        ("2011-05", "май 2011\xa0г.", "Austausch", "<p>Zwei Schulen.</p>"),
    ]  # fmt: skip
    assert paths(page) == [
        *("body.b0.events.i0.text", "body.b0.events.i0.title", "body.b0.events.i1.title"),
        *("body.b0.events.i2.title", "body.b0.title"),
    ]


def test_dates_follow_the_language_that_is_shown(article: ArticlePage):
    page = with_body(article, timeline(event("1987-06-20"), event("2011-05-01", "month")))
    with translation.override("en"):
        assert [text_of(moment) for moment in html(page).select("time")] == ["20 June 1987", "May 2011"]


def test_an_event_needs_a_date():
    said = refused(timeline(event(""), event("1987-06-20")))
    assert said["events"]["blockErrors"][0]["blockErrors"]["day"]["messages"] == ["This field is required."]
