"""The edition's form in the admin: a deadline's own time zone, unique numbers, warnings that do not block."""

from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from conference.models import EditionPage, SeriesPage
from tests.factories.conference import DeadlineFactory, EditionPageFactory

CHILDREN = (
    "host_places",
    "organisations",
    "deadlines",
    "working_groups",
    "sister_events",
    "page_topics",
    "page_tags",
    "related_page_links",
    "comments",
)

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def admin(client: Client, django_user_model: type[User]) -> Client:
    """Signed in, with the admin in English and the account's clock in Kamchatka."""
    user = django_user_model.objects.create_superuser("admin", "admin@example.org", "secret")
    UserProfile.objects.create(user=user, preferred_language="en", current_time_zone="Asia/Kamchatka")
    client.force_login(user)
    return client


def form_data(deadlines: list[dict] = (), initial: int = 0, **changes: object) -> dict:
    """What the browser posts for an edition."""
    children = {name: inline_formset([]) for name in CHILDREN}
    children["deadlines"] = inline_formset(list(deadlines), initial=initial)
    fields = {
        "title": "XVI. Konferenz",
        "slug": "xvi",
        "lead": "Drei Tage.",
        "number": "16",
        "time_zone": "Europe/Moscow",
        "status": "scheduled",
        "starts_on": "2021-06-28",
        "ends_on": "2021-06-30",
        "in_person": "on",
        "digital": "on",
        "body": streamfield([]),
        **children,
        **changes,
    }
    return nested_form_data(fields)


def deadline(moment: str = "2021-06-07 23:59", time_zone: str = "Europe/Berlin", **changes: str) -> dict:
    return {
        "audience": "press",
        "mode": "in_person",
        "moment": moment,
        "time_zone": time_zone,
        "label": "Akkreditierung",
        "note": "",
        **changes,
    }


def add_edition(admin: Client, series: SeriesPage, **data: object) -> object:
    return admin.post(
        reverse("wagtailadmin_pages:add", args=("conference", "editionpage", series.pk)), form_data(**data)
    )


def errors(response: object) -> dict[str, list[str]]:
    """Form errors and those of the deadline rows, by field."""
    form = response.context["form"]
    rows = [row.errors for row in form.formsets["deadlines"].forms]
    return {name: list(texts) for found in (form.errors, *rows) for name, texts in found.items()}


@pytest.mark.parametrize(
    ("time_zone", "moment"),
    [
        ("Europe/Berlin", datetime(2021, 6, 7, 21, 59, tzinfo=UTC)),
        ("Europe/Moscow", datetime(2021, 6, 7, 20, 59, tzinfo=UTC)),
    ],
)
def test_deadline_is_read_and_shown_in_its_own_zone(
    admin: Client, series: SeriesPage, time_zone: str, moment: datetime
) -> None:
    add_edition(admin, series, deadlines=[deadline(time_zone=time_zone)])
    edition = EditionPage.objects.get()
    row = edition.deadlines.get()
    assert (row.moment, row.time_zone) == (moment, time_zone)

    address = reverse("wagtailadmin_pages:edit", args=(edition.pk,))
    form = admin.get(address).context["form"].formsets["deadlines"].forms[0]
    assert form["moment"].value() == datetime(2021, 6, 7, 23, 59)

    shown = deadline(moment=str(form["moment"].value()), time_zone=time_zone, id=str(row.pk), ORDER="1")
    admin.post(address, form_data(deadlines=[shown], initial=1))
    assert EditionPage.objects.get().get_latest_revision_as_object().deadlines.get().moment == moment


def test_another_zone_with_the_same_clock_is_another_moment(admin: Client, series: SeriesPage) -> None:
    add_edition(admin, series, deadlines=[deadline()])
    edition = EditionPage.objects.get()
    changed = deadline(time_zone="Europe/Moscow", id=str(edition.deadlines.get().pk), ORDER="1")
    admin.post(reverse("wagtailadmin_pages:edit", args=(edition.pk,)), form_data(deadlines=[changed], initial=1))
    row = EditionPage.objects.get().get_latest_revision_as_object().deadlines.get()
    assert (row.moment, row.time_zone) == (datetime(2021, 6, 7, 20, 59, tzinfo=UTC), "Europe/Moscow")


def test_a_time_the_zone_skips_is_refused_beside_the_field(admin: Client, series: SeriesPage) -> None:
    response = add_edition(admin, series, deadlines=[deadline(moment="2021-03-28 02:30")])
    assert errors(response) == {"moment": ["Clocks in Europe/Berlin skip this time on that day."]}


def test_an_unknown_zone_is_refused_beside_the_field(admin: Client, series: SeriesPage) -> None:
    response = add_edition(admin, series, deadlines=[deadline(time_zone="Kaluga")])
    assert errors(response) == {"time_zone": ["Kaluga is not a time zone, e.g. Europe/Berlin."]}


def test_a_draft_without_zone_gets_the_installations(admin: Client, series: SeriesPage) -> None:
    add_edition(admin, series, deadlines=[deadline(time_zone="")])
    row = EditionPage.objects.get().deadlines.get()
    assert (row.moment, row.time_zone) == (datetime(2021, 6, 7, 21, 59, tzinfo=UTC), "Europe/Berlin")


def test_a_number_of_the_same_series_is_refused(admin: Client, series: SeriesPage) -> None:
    EditionPageFactory(parent=series, number=16, title="XVI. Städtepartnerkonferenz")
    response = add_edition(admin, series)
    assert errors(response) == {"number": ["“XVI. Städtepartnerkonferenz” already has the number 16 in this series."]}


def test_a_number_of_another_series_is_free(admin: Client, series: SeriesPage) -> None:
    EditionPageFactory(parent=series, number=16)
    other = series.copy(update_attrs={"slug": "other", "title": "Andere Reihe"}, recursive=False)
    add_edition(admin, other)
    assert [edition.number for edition in EditionPage.objects.child_of(other)] == [16]


def test_an_edition_keeps_its_own_number(admin: Client, series: SeriesPage) -> None:
    edition = EditionPageFactory(parent=series, number=16)
    response = admin.post(reverse("wagtailadmin_pages:edit", args=(edition.pk,)), form_data())
    assert response.status_code == 302


def test_implausible_deadlines_are_saved_with_a_warning(admin: Client, series: SeriesPage) -> None:
    rows = [
        deadline("2021-07-01 00:00", "Europe/Moscow", label="Nach dem Ende"),
        deadline("2021-06-28 00:00", "Europe/Moscow", label="Am ersten Tag"),
        deadline("2020-06-07 23:59", label="Im falschen Jahr"),
        deadline(label="Akkreditierung", mode="digital"),
    ]
    response = add_edition(admin, series, deadlines=rows, digital="")
    warnings = [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]
    assert warnings == [
        "The deadline “Nach dem Ende” lies after the end of the edition.",
        "The deadline “Am ersten Tag” lies after the beginning of the edition.",
        "The deadline “Im falschen Jahr” lies more than a year before the edition.",
        "The deadline “Akkreditierung” is for a mode that the edition does not offer.",
    ]
    assert EditionPage.objects.get().deadlines.count() == 4


def test_the_same_moment_after_a_stay_in_a_draft(series: SeriesPage) -> None:
    edition = EditionPageFactory(parent=series)
    row = DeadlineFactory(page=edition)
    with translation.override("ru"):
        revision = Page.objects.get(pk=edition.pk).specific.save_revision()
    assert revision.as_object().deadlines.get().moment == row.moment
