"""What an edition's page shows, in its language."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from conference.models import EditionPage, SeriesPage
from conference.services.clocks import LocalTime
from conference.services.deadlines import Text
from conference.services.outline import EditionOutline, OrganisationGroup, days_text
from tests.factories.conference import (
    DeadlineFactory,
    EditionHostPlaceFactory,
    EditionOrganisationFactory,
    EditionPageFactory,
    SisterEventFactory,
    WorkingGroupFactory,
)
from tests.factories.entities import OrganisationFactory, PlaceFactory

NOW = datetime(2021, 6, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def edition(series: SeriesPage) -> EditionPage:
    page = EditionPageFactory(parent=series)
    kaluga = PlaceFactory(key="kaluga", names={"de": "Kaluga", "ru": "Калуга"})
    moscow = PlaceFactory(key="moscow", names={"de": "Moskau", "ru": "Москва"})
    forum = OrganisationFactory(key="forum", names={"de": "Das Forum"}, website="https://forum.example.org/")
    city = OrganisationFactory(key="city", names={"de": "Die Stadt"})
    EditionHostPlaceFactory(page=page, place=kaluga)
    EditionOrganisationFactory(page=page, organisation=city, role="host")
    EditionOrganisationFactory(page=page, organisation=forum)
    EditionOrganisationFactory(page=page, organisation=city)
    DeadlineFactory(page=page, mode="digital", label="Digital", moment=datetime(2021, 6, 21, 21, 59, tzinfo=UTC))
    DeadlineFactory(page=page, label="Vor Ort", note="Mit Ausweis")
    DeadlineFactory(page=page, audience="travel", label="Reisen", moment=datetime(2021, 5, 20, 21, 59, tzinfo=UTC))
    WorkingGroupFactory(page=page, number=2, title="Kommunen", coordinator=forum)
    WorkingGroupFactory(page=page, number=1, title="Wirtschaft", description="Kaluga 650")
    SisterEventFactory(page=page, place=moscow, closing_place=kaluga)
    return page


def outline(page: EditionPage, **foreign: str) -> EditionOutline:
    return EditionOutline(EditionPage.objects.get(pk=page.pk), foreign, NOW)


def test_where(edition: EditionPage) -> None:
    with translation.override("de"):
        assert outline(edition).where == "Kaluga und online"


def test_modes(edition: EditionPage) -> None:
    with translation.override("en"):
        assert outline(edition).modes == ["In person", "Digital"]


def test_organisations_by_role(edition: EditionPage) -> None:
    with translation.override("en"):
        assert outline(edition).organisations == [
            OrganisationGroup(
                "organiser",
                "Organisers",
                [Text("Das Forum", website="https://forum.example.org/"), Text("Die Stadt")],
            ),
            OrganisationGroup("host", "Host", [Text("Die Stadt")]),
        ]


def test_deadlines_by_moment_with_both_clocks(edition: EditionPage) -> None:
    with translation.override("en"):
        deadlines = outline(edition).deadlines
    assert [
        (str(row.label), str(row.note), row.audience, row.mode, row.is_open, row.time_left) for row in deadlines
    ] == [
        ("Reisen", "", "Travel packages", "In person", False, ""),
        ("Vor Ort", "Mit Ausweis", "Press", "In person", True, "in 2 Tagen"),
        ("Digital", "", "Press", "Digital", True, "in 16 Tagen"),
    ]
    assert deadlines[1].times == [
        LocalTime("7. Juni 2021", "23:59", "Berlin", "2021-06-07T23:59:00+02:00"),
        LocalTime("8. Juni 2021", "00:59", "Kaluga", "2021-06-08T00:59:00+03:00"),
    ]


def test_nothing_is_open_for_a_cancelled_edition(edition: EditionPage) -> None:
    EditionPage.objects.filter(pk=edition.pk).update(status="cancelled")
    assert [row.is_open for row in outline(edition).deadlines] == [False, False, False]


def test_working_groups_by_number(edition: EditionPage) -> None:
    assert [
        (row.number, str(row.title), str(row.description), row.coordinator and str(row.coordinator))
        for row in outline(edition).working_groups
    ] == [(1, "Wirtschaft", "Kaluga 650", None), (2, "Kommunen", "", "Das Forum")]


def test_sister_events(edition: EditionPage) -> None:
    with translation.override("de"):
        assert [(row.number, str(row.title), row.period, row.where) for row in outline(edition).sister_events] == [
            ("IV.", "Jugendforum", "23. Juni – 1. Juli 2021", "Moskau, Kaluga und online")
        ]


def test_a_text_in_another_language_is_named(edition: EditionPage) -> None:
    key = edition.deadlines.get(label="Vor Ort").translation_key
    deadlines = outline(edition, **{f"deadlines.{key}.label": "en"}).deadlines
    assert [row.label.language for row in deadlines] == ["", "en", ""]


def test_a_preview_shows_children_that_are_not_saved(edition: EditionPage) -> None:
    draft = EditionPage.objects.get(pk=edition.pk)
    draft.working_groups = list(draft.working_groups.all())[:1]
    assert [str(row.title) for row in EditionOutline(draft, {}, NOW).working_groups] == ["Kommunen"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "text"),
    [
        (date(2021, 6, 26), date(2021, 6, 27), "26.–27. Juni 2021"),
        (date(2021, 6, 26), None, "26. Juni 2021"),
        (None, date(2021, 6, 27), "27. Juni 2021"),
        (None, None, ""),
    ],
)
def test_days_text_of_half_known_periods(starts_on: date | None, ends_on: date | None, text: str) -> None:
    assert days_text(starts_on, ends_on, "de") == text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(series: SeriesPage, count: int, django_assert_num_queries: object) -> None:
    page = EditionPageFactory(parent=series)
    for _number in range(count):
        organisation = OrganisationFactory()
        EditionHostPlaceFactory(page=page, place=PlaceFactory())
        EditionOrganisationFactory(page=page, organisation=organisation)
        DeadlineFactory(page=page)
        WorkingGroupFactory(page=page, coordinator=organisation)
        SisterEventFactory(page=page, place=PlaceFactory(), closing_place=PlaceFactory())
    page = EditionPage.objects.select_related("locale").get(pk=page.pk)
    # Five relations, four of them with entities and their names, sister events with two kinds of places.
    with django_assert_num_queries(15):
        edition = EditionOutline(page, {}, NOW)
        assert edition.where
        assert edition.organisations
        assert edition.deadlines
        assert edition.working_groups
        assert edition.sister_events
