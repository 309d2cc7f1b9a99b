"""Anniversaries within a year: listed, as a calendar, as the beginning of an article."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from partnerships.models import PartnershipPage
from partnerships.services import staff
from partnerships.services.anniversaries import coming
from partnerships.services.jubilees import article_draft, calendar_of, coming_jubilees
from tests.factories.entities import PlaceFactory, TopicFactory
from tests.factories.pages import add_topics, draft_translation, publish, publish_section, restrict
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import build_site, home_of
from tests.partnerships.conftest import build_chemnitz, build_saxony, build_volgograd
from tests.partnerships.ground import TITLES

TODAY = datetime.date(2026, 1, 10)
NOON = datetime.datetime(2026, 1, 10, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("since", "found"),
    [
        ("1991-06-20", (35, "2026-06-20")),
        ("1992-01-10", (35, "2027-01-10")),
        ("1992-01-11", None),
        ("1987-01-10", (40, "2027-01-10")),
        ("1987-01-11", None),
        ("1991-01", (35, "2026-01")),
        ("1991", (35, "2026")),
        ("1992", (35, "2027")),
        ("1993", None),
        ("1996-02-29", (30, "2026-02-28")),
        ("", None),
    ],
)
def test_within_a_year(since: str, found: tuple[int, str] | None):
    each = coming(since, TODAY)
    assert (each and (each.years, each.on)) == found


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[int]]:
    """One known to the day, one to the year, one that has ended, one without anniversary; in German and Russian."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        directory = publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
        publish_section(draft_translation(directory, "ru", home_of("ru"), **TITLES))
        chemnitz, volgograd = build_chemnitz(build_saxony()), build_volgograd()
        active, ended = [{"state": "active"}], [{"state": "ended"}]
        pages = [
            profile(directory, chemnitz, volgograd, since="1991-06-20", changes=active),
            profile(directory, PlaceFactory(key="kassel"), volgograd, since="2001"),
            profile(directory, PlaceFactory(key="hagen"), volgograd, since="1991-06-20", changes=ended),
            profile(directory, PlaceFactory(key="bonn"), volgograd, since="1993-06-20"),
        ]
        yield [publish(page).pk for page in pages]
        transaction.set_rollback(True)


@pytest.fixture
def pages(built: list[int], db: None) -> list[PartnershipPage]:
    return list(PartnershipPage.objects.filter(pk__in=built).order_by("pk"))


def test_for_staff(pages: list[PartnershipPage]):
    pages[1].unpublish()
    with translation.override("en"):
        found = coming_jubilees(staff.profiles(), TODAY, "en")
        assert [(each.page.pk, each.anniversary.years, each.words, each.state) for each in found] == [
            (pages[0].pk, 35, "20 June 2026", "active")
        ]
        assert [each.is_public for each in found] == [True]


def test_a_private_one_is_marked_for_staff_and_in_no_calendar(pages: list[PartnershipPage]):
    restrict(pages[0])
    found = coming_jubilees(staff.profiles(), TODAY, "de")
    assert [(each.page.pk, each.is_public) for each in found] == [(pages[1].pk, True), (pages[0].pk, False)]
    with translation.override("de"):
        calendar = Calendar.from_ical(calendar_of("de", NOON))
    assert [str(event["summary"]) for event in calendar.events] == ["Kassel – Wolgograd: 25 Jahre Partnerschaft"]


@pytest.mark.parametrize("count", [1, 2])
def test_the_list_costs_the_same_however_long(
    pages: list[PartnershipPage], django_assert_num_queries: DjangoAssertNumQueries, count: int
):
    some = staff.profiles().filter(pk__in=[page.pk for page in pages[:count]])
    with django_assert_num_queries(3):
        assert len(coming_jubilees(some, TODAY, "de")) == count


def test_the_calendar(pages: list[PartnershipPage]):
    with translation.override("ru"):
        events = Calendar.from_ical(calendar_of("ru", NOON)).walk("VEVENT")
    with translation.override("de"):
        german = Calendar.from_ical(calendar_of("de", NOON)).walk("VEVENT")
    shown = [(str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend")) for event in events]
    assert shown == [
        ("Kassel – Волгоград: 25 лет партнёрства", datetime.date(2026, 1, 1), datetime.date(2027, 1, 1)),
        ("Хемниц – Волгоград: 35 лет партнёрства", datetime.date(2026, 6, 20), datetime.date(2026, 6, 21)),
    ]
    assert [event["uid"] for event in events] == [event["uid"] for event in german]
    assert len({event["uid"] for event in events}) == 2
    assert str(german[1]["url"]).startswith("http://localhost/de/partnerschaften/")


def test_the_file_is_answered_with_a_validator(client: Client, pages: list[PartnershipPage]):
    first = client.get("/de/partnerships/anniversaries.ics")
    assert (first.status_code, first["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get("/de/partnerships/anniversaries.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_not_public_is_in_no_calendar(pages: list[PartnershipPage]):
    pages[0].unpublish()
    with translation.override("de"):
        events = Calendar.from_ical(calendar_of("de", NOON)).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Kassel – Wolgograd: 25 Jahre Partnerschaft"]


def test_an_article_begins_with_facts(pages: list[PartnershipPage]):
    page, topic = pages[0], TopicFactory()
    add_topics(page, topic)
    page = publish(page)
    draft = article_draft(page, coming(page.since, TODAY))
    assert (draft.title, draft.lead) == (
        "Chemnitz – Wolgograd: 35 Jahre Partnerschaft", "Das Jubiläum: 20. Juni 2026",
    )  # fmt: skip
    assert list(draft.paragraphs) == [
        (
            "<p>Die Verbindung Chemnitz – Wolgograd besteht seit: 20. Juni 1991 (Art: Partnerschaft). "
            "Zwei Orte haben sich vertraglich verbunden, ohne Begrenzung von Zeit oder Gegenstand.</p>"
        ),
        "<p>Aktiv.</p>",
    ]
    assert (list(draft.topics), list(draft.related)) == ([topic], [page])
