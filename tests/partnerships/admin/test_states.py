"""A state is recorded in one form: appended, published or drafted by the user's rights, seen in every language."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from cms.content_store.services import reading
from partnerships.models import PartnershipPage, PublishedChange

ENDED = {
    "state": "ended", "starts": "2024-05-02", "decided_by": "mayor", "sources": "https://example.org/brief",
    "as_of": "2024-06", "continues": "Schulen", "condition": "",
}  # fmt: skip


def address(page: Page) -> str:
    return f"/admin/partnerships/profiles/{page.pk}/state/"


def message(response) -> str:
    return [str(found) for found in get_messages(response.wsgi_request)][-1]


def states(page: PartnershipPage) -> list[str]:
    return [row.state for row in page.status_changes.all()]


def test_it_is_public_in_every_language_at_once(staff: Client, in_russian: Page, page: PartnershipPage):
    response = staff.post(address(page), ENDED)
    assert response["Location"] == f"/admin/partnerships/profiles/inspect/{page.pk}/"
    assert message(response) == "“Chemnitz – Wolgograd”: published in all languages."
    russian = page.get_translations().get(locale__language_code="ru")
    shown = {code: reading.detail_of(pk).data for code, pk in (("de", page.pk), ("ru", russian.pk))}
    assert {code: data["status"]["sentence"] for code, data in shown.items()} == {
        "de": "Beendet: 2. Mai 2024, auf Entscheidung des Stadtoberhaupts (Stand: Juni 2024).",
        "ru": "Прекращено: 2 мая 2024\xa0г. по решению главы города (по состоянию на июнь 2024\xa0г.).",
    }
    assert [row["sources"] for row in shown["ru"]["history"]][2] == [
        {"label": "example.org", "url": "https://example.org/brief"}
    ]
    assert PublishedChange.objects.filter(partnership=page.translation_key).count() == 3


def test_those_who_cannot_publish_leave_a_draft(signed_in: Callable[[str], Client], page: PartnershipPage):
    response = signed_in("Editors").post(address(page), ENDED)
    assert message(response) == "“Chemnitz – Wolgograd”: saved in the draft. It must still be published."
    assert states(PartnershipPage.objects.get(pk=page.pk)) == ["active", "resting"]
    assert states(page.get_latest_revision_as_object()) == ["active", "resting"]
    fresh = PartnershipPage.objects.get(pk=page.pk)
    assert states(fresh.get_latest_revision_as_object()) == ["active", "resting", "ended"]
    assert fresh.has_unpublished_changes


def test_nobodys_draft_is_published_with_it(staff: Client, page: PartnershipPage):
    page.lead = "Entwurf"
    page.save_revision()
    assert "saved in the draft" in message(staff.post(address(page), ENDED))
    fresh = PartnershipPage.objects.get(pk=page.pk)
    draft = fresh.get_latest_revision_as_object()
    assert (fresh.lead, draft.lead, states(draft)) == ("", "Entwurf", ["active", "resting", "ended"])


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"starts": ""}, {"starts": ["This field is required."]}),
        ({"sources": " "}, {"sources": ["This field is required."]}),
        ({"starts": "May"}, {"starts": ["May is not a date. Write 1991, 1991-06 or 1991-06-20."]}),
        ({"starts": "2021"}, {"starts": ["This is earlier than an entry before it. Move the entry up."]}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    staff: Client, page: PartnershipPage, wrong: dict[str, str], errors: dict[str, list[str]]
):
    form = staff.post(address(page), {**ENDED, **wrong}).context["form"]
    with translation.override("en"):
        assert form.errors == errors
    assert form["continues"].value() == "Schulen"
    assert states(PartnershipPage.objects.get(pk=page.pk)) == ["active", "resting"]


def test_a_locked_page_is_left(staff: Client, account: Callable[[str], object], page: PartnershipPage):
    PartnershipPage.objects.filter(pk=page.pk).update(locked=True, locked_by=account("admin"))
    form = staff.post(address(page), ENDED).context["form"]
    assert form.non_field_errors() == ["The page is locked by somebody else."]


@pytest.mark.parametrize(("role", "status"), [("Editors", 200), ("Moderators", 200), ("Translators (ru)", 302)])
def test_who_may_record(signed_in: Callable[[str], Client], page: PartnershipPage, role: str, status: int):
    assert signed_in(role).get(address(page)).status_code == status


def test_no_state_of_a_translation(staff: Client, in_russian: Page, page: PartnershipPage):
    russian = page.get_translations().get(locale__language_code="ru")
    assert staff.get(address(russian)).status_code == 404
