"""What the conference puts on the home page."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from conference.models import SeriesPage
from conference.services.deadlines import open_deadlines
from conference.services.editions import current_edition, edition_detail
from tests.factories.conference import EditionPageFactory
from tests.factories.pages import publish

from .test_views import future_edition


def slot(name: str) -> str:
    with translation.override("de"):
        return Template("{% load plugin_slots %}{% slot name %}").render(Context({"name": name}))


@pytest.mark.parametrize("name", ["home.deadlines", "home.next_edition"])
def test_nothing_without_an_edition_to_come(series: SeriesPage, name: str) -> None:
    publish(EditionPageFactory(parent=series))
    assert slot(name) == ""


def test_the_edition_that_opens_the_home_page_is_not_repeated(series: SeriesPage) -> None:
    edition = future_edition(series, 20, number=17)
    with translation.override("de"):
        template = Template('{% load plugin_slots %}{% slot "home.next_edition" %}')
        assert template.render(Context({"lead_card": {"id": edition.pk}})) == ""
        assert "Konferenz" in template.render(Context({"lead_card": {"id": edition.pk + 1}}))
    assert "Anmeldung" in slot("home.deadlines")


def test_open_deadlines_of_the_next_edition(series: SeriesPage) -> None:
    future_edition(series, 40, number=18, title="XVIII. Konferenz")
    next_one = future_edition(series, 20, number=17, title="XVII. Konferenz")
    detail = edition_detail(next_one.pk).data
    assert [str(row.label) for row in open_deadlines(detail, timezone.now())] == ["Anmeldung"]
    shown = slot("home.deadlines")
    assert [words in shown for words in ("XVII. Konferenz", "Anmeldung", "in 10 Tagen", "Verpasst")] == [
        True,
        True,
        True,
        False,
    ]


def test_no_heading_without_an_open_deadline(series: SeriesPage) -> None:
    today = timezone.localdate()
    publish(EditionPageFactory(parent=series, starts_on=today + timedelta(days=5), ends_on=today + timedelta(days=6)))
    assert slot("home.deadlines") == ""
    assert "Konferenz 16" in slot("home.next_edition")


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_an_edition_that_is_off_is_not_the_next(series: SeriesPage, status: str) -> None:
    future_edition(series, 20, number=17, status=status)
    following = future_edition(series, 40, number=18)
    assert current_edition("de")["id"] == following.pk


def test_a_running_edition_is_the_current_one(series: SeriesPage) -> None:
    running = future_edition(series, -1, number=17)
    future_edition(series, 40, number=18)
    assert current_edition("de")["id"] == running.pk
