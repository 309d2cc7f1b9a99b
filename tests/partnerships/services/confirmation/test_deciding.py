"""Staff see both sides beside each other and accept field by field; nobody overwrites what they have not seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from wagtail.models import Page, PageLogEntry

from cms.accounts.models import User
from cms.accounts.services.roles import EDITORS, MODERATORS, grant_roles, translators
from cms.content_store.services import reading
from cms.entities.models import Place
from partnerships.models import Confirmation, ConfirmationRequest, PartnershipActor, PartnershipPage, Proposal
from partnerships.services.confirmation import answers, deciding, fields
from partnerships.services.editing import Outcome
from tests.factories.accounts import UserFactory
from tests.factories.pages import publish

ENDED = {
    "state": "ended", "starts": "2024", "decided_by": "council", "as_of": "", "sources": "Brief", "continues": "",
    "condition": "",
}  # fmt: skip


@pytest.fixture
def moderator(page: PartnershipPage) -> User:
    grant_roles()
    return UserFactory(role=MODERATORS)


def propose(request: ConfirmationRequest, page: PartnershipPage, **values: Any) -> dict[str, Proposal]:
    """The side's proposals with the values that stand there now; "__" in a name stands for a colon."""
    wanted = {key.replace("__", ":"): value for key, value in values.items()}
    known = fields.proposables(page, request.place)
    answers.propose(request, wanted, {key: each.present for key, each in known.items()}, "Büro")
    return {proposal.field: proposal for proposal in request.proposals.filter(decision="open")}


def compared(page: PartnershipPage) -> dict[str, deciding.Row]:
    fresh = PartnershipPage.objects.get(pk=page.pk)
    with translation.override("en"):
        return {row.key: row for row in deciding.comparison(fresh, deciding.open_requests(fresh), "en")}


def accept(proposal: Proposal, page: PartnershipPage, user: User) -> Outcome | None:
    return deciding.accept(proposal.pk, user, compared(page)[proposal.field].seen)


def live(page: PartnershipPage) -> PartnershipPage:
    return PartnershipPage.objects.get(pk=page.pk)


def test_the_sides_stand_beside_each_other(asked: list[ConfirmationRequest], page: PartnershipPage):
    propose(asked[0], page, kind="friendship", since="1990", remark="Danke")
    propose(asked[1], page, kind="contact", since="1990", remark="Gern wieder")
    rows = compared(page)
    assert [(row.label, row.words, [cell.words for cell in row.cells], row.is_disputed) for row in rows.values()] == [
        ("Kind", "partnership", ["friendship", "contact"], True),
        ("Since", "20 June 1991", ["1990", "1990"], False),
        ("Remark", "–", ["Danke", "Gern wieder"], False),
    ]


def test_a_side_that_confirmed_disagrees_with_one_that_proposes(
    asked: list[ConfirmationRequest], page: PartnershipPage
):
    propose(asked[0], page, kind="friendship", **{"website:chemnitz-1": "https://a.example/"})
    answers.confirm(asked[1], "")
    rows = compared(page)
    assert {key: (row.cells[1].confirmed, row.is_disputed) for key, row in rows.items()} == {
        "kind": (True, True),
        "website:chemnitz-1": (False, False),
    }


def test_one_field_of_several_is_accepted(
    asked: list[ConfirmationRequest], in_russian: Page, page: PartnershipPage, moderator: User
):
    proposals = propose(asked[0], page, kind="friendship", since="1990")
    assert accept(proposals["since"], page, moderator) is Outcome.PUBLISHED
    assert (live(page).since, live(page).kind) == ("1990", "partnership")
    russian = page.get_translations().get(locale__language_code="ru")
    assert [reading.card_of(pk)["since"] for pk in (page.pk, russian.pk)] == ["1990", "1990"]
    proposals["since"].refresh_from_db()
    assert (proposals["since"].decision, proposals["since"].decided_by) == ("accepted", moderator)
    assert list(compared(page)) == ["kind"]
    entry = PageLogEntry.objects.get(action=deciding.ACCEPTED)
    assert (entry.user, entry.data["field"], entry.data["office"]) == (moderator, "since", "Büro OB")
    assert Confirmation.objects.count() == 0


def test_all_accepted_confirms_the_profile(asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User):
    proposals = propose(asked[0], page, kind="friendship", remark="Danke")
    accept(proposals["kind"], page, moderator)
    assert accept(proposals["remark"], page, moderator) is None
    assert list(Confirmation.objects.values_list("place", "office")) == [(asked[0].place_id, "")]


def test_a_remark_alone_confirms_nothing(asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User):
    assert accept(propose(asked[0], page, remark="Das stimmt nicht.")["remark"], page, moderator) is None
    assert Confirmation.objects.count() == 0


def test_a_rejection_has_a_reason_and_confirms_nothing(
    asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User
):
    proposals = propose(asked[0], page, kind="friendship", since="1990")
    deciding.reject(proposals["kind"].pk, moderator, "Vertrag von 1991")
    accept(proposals["since"], page, moderator)
    proposals["kind"].refresh_from_db()
    assert (proposals["kind"].decision, proposals["kind"].reason) == ("rejected", "Vertrag von 1991")
    assert (live(page).kind, Confirmation.objects.count()) == ("partnership", 0)


def test_a_state_becomes_a_new_entry(asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User):
    first = propose(asked[0], page, state=ENDED)["state"]
    second = propose(asked[1], page, state=ENDED)["state"]
    accept(first, page, moderator)
    rows = [(row.state, row.starts, row.sources) for row in live(page).status_changes.all()]
    assert rows == [("active", "", ""), ("resting", "2022-03", "Protokoll"), ("ended", "2024", "Brief")]
    second.refresh_from_db()
    assert (second.decision, compared(page)) == ("accepted", {})


def test_wording_and_actors(asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User, chemnitz: Place):
    page.actors = [PartnershipActor(place=chemnitz, label="Verein")]
    page = publish(page)
    key = f"actor:{page.actors.get().translation_key}"
    values = {"continues": "Schulen", f"{key}:label": "Verein e. V.", f"{key}:contact_email": "a@example.org"}
    for proposal in propose(asked[0], page, **values).values():
        accept(proposal, page, moderator)
    actor = live(page).actors.get()
    assert (actor.label, actor.contact_email) == ("Verein e. V.", "a@example.org")
    assert [row.continues for row in live(page).status_changes.all()] == ["", "Schulen"]


def test_facts_of_the_place_follow_everywhere(
    asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User, chemnitz: Place
):
    values = {"website:chemnitz-1": "https://a.example/", "population:chemnitz-1": {"population": 5, "year": 2025}}
    for proposal in propose(asked[0], page, **values).values():
        assert accept(proposal, page, moderator) is Outcome.PUBLISHED
    side = reading.card_of(page.pk)["places"][0]
    assert (side["website"], side["population"], side["population_year"]) == ("https://a.example/", 5, 2025)


def test_what_changed_meanwhile_is_not_overwritten(
    asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User
):
    proposal = propose(asked[0], page, since="1990")["since"]
    seen = compared(page)["since"].seen
    page.since = "1992"
    publish(page)
    with pytest.raises(deciding.ChangedMeanwhile):
        deciding.accept(proposal.pk, moderator, seen)
    row = compared(page)["since"]
    assert (live(page).since, row.words, row.cells[0].changed_from) == ("1992", "1992", "20 June 1991")
    assert deciding.accept(proposal.pk, moderator, row.seen) is Outcome.PUBLISHED
    assert live(page).since == "1990"


def test_the_second_of_two_is_told(asked: list[ConfirmationRequest], page: PartnershipPage, moderator: User):
    proposal = propose(asked[0], page, state=ENDED)["state"]
    seen = compared(page)["state"].seen
    deciding.accept(proposal.pk, moderator, seen)
    with pytest.raises(deciding.AlreadyDecided):
        deciding.accept(proposal.pk, moderator, seen)
    with pytest.raises(deciding.AlreadyDecided):
        deciding.reject(proposal.pk, moderator, "")
    assert live(page).status_changes.count() == 3


def test_those_who_cannot_publish_leave_a_draft(asked: list[ConfirmationRequest], page: PartnershipPage):
    grant_roles()
    editor = UserFactory(role=EDITORS)
    proposal = propose(asked[0], page, since="1990")["since"]
    assert accept(proposal, page, editor) is Outcome.DRAFT
    assert (live(page).since, live(page).get_latest_revision_as_object().since) == ("1991-06-20", "1990")


@pytest.mark.parametrize(
    "decide", [lambda pk, user: deciding.accept(pk, user, ""), lambda pk, user: deciding.reject(pk, user, "")]
)
def test_translators_decide_nothing(
    asked: list[ConfirmationRequest], page: PartnershipPage, decide: Callable[[int, User], Any]
):
    grant_roles()
    proposal = propose(asked[0], page, since="1990")["since"]
    with pytest.raises(PermissionDenied):
        decide(proposal.pk, UserFactory(role=translators("ru")))
    proposal.refresh_from_db()
    assert proposal.decision == "open"
