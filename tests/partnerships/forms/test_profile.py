"""The editing form of a profile keeps its published history and says beside the field what stands in the way."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from partnerships.models import PartnershipPage, StatusChange
from tests.factories.accounts import AdminFactory
from tests.factories.pages import publish

# The editor's form takes long to make.
pytestmark = pytest.mark.slow
CHILDREN = ("actors", "page_topics", "page_tags", "related_page_links", "comments")


@pytest.fixture
def admin(db: None, client: Client) -> Client:
    user = AdminFactory()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def sent(page: PartnershipPage, changes: list[dict], initial: int, **fields: object) -> dict:
    """What the browser posts."""
    sides = [{"id": row.pk, "place": row.place_id, "hides_persons": "on", "ORDER": n}
             for n, row in enumerate(page.places.all(), 1)]  # fmt: skip
    return nested_form_data(
        {
            "slug": page.slug, "lead": "", "kind": "partnership", "since": "1991-06-20", "sources": "",
            "evidence": "medium", "licence": "CC BY 4.0", "texts_of": "2026-01-01", "body": streamfield([]),
            "places": inline_formset(sides, initial=len(sides)),
            "status_changes": inline_formset(changes, initial=initial),
            **{name: inline_formset([]) for name in CHILDREN},
            **fields,
        }
    )  # fmt: skip


def settled(row: StatusChange, **fields: object) -> dict:
    """A published entry as its form sends it."""
    words = {name: getattr(row, name) for name in ("continues", "condition", "note")}
    flag = {"withdrawn": "on"} if row.withdrawn else {}
    return {"id": row.pk, "ORDER": row.sort_order + 1, **words, **flag, **fields}


def rows_of(page: PartnershipPage) -> list[tuple[str, str, bool]]:
    draft = PartnershipPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [(row.state, row.starts, row.withdrawn) for row in draft.status_changes.all()]


def test_published_entries_have_no_fields_for_facts(admin: Client, page: PartnershipPage):
    html = BeautifulSoup(admin.get(address(page)).content, "html.parser")
    names = {field["name"] for field in html.select("[name^=status_changes-1-]")}
    assert names == {
        f"status_changes-1-{name}"
        for name in ("id", "continues", "condition", "note", "withdrawn", "DELETE", "ORDER")
    }  # fmt: skip
    shown = [text.get_text(strip=True) for text in html.select(".w-field__textoutput")]
    assert shown == [
        *("active", "–", "not known", "–", "–", "–", "–"),
        *("resting", "2022-03", "council", "–", "Protokoll", "–", "–"),
    ]


def test_facts_that_are_sent_all_the_same_are_ignored(admin: Client, page: PartnershipPage):
    rows = [settled(row, state="ended", starts="1999") for row in page.status_changes.all()]
    admin.post(address(page), sent(page, rows, 2, **{"action-publish": "1"}))
    assert rows_of(page) == [("active", "", False), ("resting", "2022-03", False)]


def test_an_entry_is_added_and_another_withdrawn(admin: Client, page: PartnershipPage):
    first, second = page.status_changes.all()
    new = {"id": "", "ORDER": "3", "state": "ended", "starts": "2024", "decided_by": "mayor", "sources": "Zeitung"}
    rows = [settled(first), settled(second, withdrawn="on"), new]
    response = admin.post(address(page), sent(page, rows, 2, **{"action-publish": "1"}))
    assert response.status_code == 302
    expected = [("active", "", False), ("resting", "2022-03", True), ("ended", "2024", False)]
    assert rows_of(page) == expected
    assert [(row.state, row.starts, row.withdrawn) for row in page.status_changes.all()] == expected


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(admin: Client, page: PartnershipPage):
    new = {"id": "", "ORDER": "3", "state": "ended", "starts": "", "decided_by": "mayor", "sources": "", "note": "x"}
    rows = [*(settled(row) for row in page.status_changes.all()), new]
    response = admin.post(address(page), sent(page, rows, 2, **{"action-publish": "1"}))
    form = response.context["form"]
    row = form.formsets["status_changes"].forms[2]
    assert row.errors == {
        "starts": ["Say since when. Only the first entry may leave it open."],
        "sources": ["Name a source. Only the first entry may go without."],
    }
    assert (row["note"].value(), row["decided_by"].value()) == ("x", "mayor")
    assert rows_of(page) == [("active", "", False), ("resting", "2022-03", False)]


def test_a_draft_may_wait_for_its_source(admin: Client, page: PartnershipPage):
    new = {"id": "", "ORDER": "3", "state": "ended", "starts": "", "decided_by": "mayor", "sources": ""}
    rows = [*(settled(row) for row in page.status_changes.all()), new]
    assert admin.post(address(page), sent(page, rows, 2)).status_code == 302
    assert rows_of(page) == [("active", "", False), ("resting", "2022-03", False), ("ended", "", False)]


def test_deleting_a_published_entry_is_refused_beside_it(admin: Client, page: PartnershipPage):
    first, second = page.status_changes.all()
    rows = [settled(first), settled(second, DELETE="1", note="y")]
    response = admin.post(address(page), sent(page, rows, 2))
    row = response.context["form"].formsets["status_changes"].forms[1]
    with translation.override("en"):
        assert row.errors == {
            "withdrawn": ["What has been published stays. Mark it as withdrawn when it was a mistake."]
        }
    assert row["note"].value() == "y"
    assert rows_of(page) == [("active", "", False), ("resting", "2022-03", False)]


def test_going_back_to_an_older_version_keeps_what_was_published_since(admin: Client, page: PartnershipPage):
    old = page.latest_revision
    first, second = page.status_changes.all()
    second.withdrawn = True
    page.status_changes = [first, second]
    page.status_changes.add(StatusChange(state="ended", starts="2024", sources="x", sort_order=2))
    page = publish(page)
    back = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    forms = admin.get(back).context["form"].formsets["status_changes"].forms
    assert [(form.instance.state, form.is_published) for form in forms] == [
        ("active", True), ("resting", True), ("ended", True),
    ]  # fmt: skip
    rows = [settled(row) for row in page.status_changes.all()]
    response = admin.post(back, sent(page, rows, 3, **{"action-publish": "1"}))
    assert response.status_code == 302
    assert rows_of(page) == [("active", "", False), ("resting", "2022-03", True), ("ended", "2024", False)]
