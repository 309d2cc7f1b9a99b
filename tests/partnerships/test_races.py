"""Two at once: one of them does it, the other is told; and nothing is half done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.services.roles import MODERATORS, grant_roles
from cms.entities.models import Place
from partnerships.models import (
    Confirmation,
    ConfirmationCampaign,
    ConfirmationRequest,
    MunicipalOffice,
    PartnerRequestPage,
    PartnershipPage,
    Proposal,
    RequestSubmission,
)
from partnerships.services import confirming
from partnerships.services.confirmation import answers, campaigns, deciding, letters
from partnerships.services.requests import lifetime, moderation
from partnerships.services.requests.periods import end_of, months_after, open_until
from tests.factories.accounts import UserFactory
from tests.factories.pages import publish_section
from tests.factories.requests import (
    PartnerRequestIndexPageFactory,
    RequestSubmissionFactory,
    behind,
    partner_request,
)
from tests.factories.site import home_of
from tests.races import together

pytestmark = [
    pytest.mark.slow,
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time has no races"),
]
ENDED = {
    "state": "ended", "starts": "2024", "decided_by": "council", "as_of": "", "sources": "Brief", "continues": "",
    "condition": "",
}  # fmt: skip


@pytest.fixture
def moderators(page: PartnershipPage) -> tuple[User, User]:
    grant_roles()
    return UserFactory(role=MODERATORS), UserFactory(role=MODERATORS)


def proposal_of(request: ConfirmationRequest, page: PartnershipPage, **values: Any) -> tuple[Proposal, str]:
    """What a side proposes about one field, and what staff have seen there."""
    (key,) = values
    known = deciding.fields.proposables(PartnershipPage.objects.get(pk=page.pk), request.place)
    answers.propose(request, values, {key: known[key].present}, "Büro")
    return request.proposals.get(decision="open"), deciding.fields.digest(known[key].present)


def kinds(results: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def live(page: PartnershipPage) -> PartnershipPage:
    return PartnershipPage.objects.get(pk=page.pk)


def test_two_staff_accept_the_same_proposal(
    asked: list[ConfirmationRequest], page: PartnershipPage, moderators: tuple[User, User]
) -> None:
    proposal, seen = proposal_of(asked[0], page, state=ENDED)
    results = together(*(lambda user=user: deciding.accept(proposal.pk, user, seen) for user in moderators))
    assert kinds(results) == ["AlreadyDecided", "Outcome"]
    assert [row.state for row in live(page).status_changes.all()] == ["active", "resting", "ended"]
    winner = next(user for user, result in zip(moderators, results, strict=True) if not isinstance(result, Exception))
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by, Confirmation.objects.count()) == ("accepted", winner, 1)


def test_one_accepts_while_another_rejects(
    asked: list[ConfirmationRequest], page: PartnershipPage, moderators: tuple[User, User]
) -> None:
    proposal, seen = proposal_of(asked[0], page, since="1990")
    first, second = moderators
    results = together(
        lambda: deciding.accept(proposal.pk, first, seen), lambda: deciding.reject(proposal.pk, second, "Vertrag")
    )
    assert sum(isinstance(result, deciding.AlreadyDecided) for result in results) == 1
    proposal.refresh_from_db()
    expected = {"accepted": "1990", "rejected": "1991-06-20"}
    assert live(page).since == expected[proposal.decision]


def test_a_municipality_confirms_while_staff_accept_what_it_proposed(
    asked: list[ConfirmationRequest], page: PartnershipPage, moderators: tuple[User, User]
) -> None:
    """Whoever is first: that word stands, and the other is not half done."""
    for year in ("1990", "1989", "1988", "1987"):
        before = live(page).since
        proposal, seen = proposal_of(asked[0], page, since=year)
        accepted, confirmed = together(
            lambda proposal=proposal, seen=seen: deciding.accept(proposal.pk, moderators[0], seen),
            lambda: answers.confirm(asked[0], "Büro"),
        )
        assert confirmed is None
        taken_back = isinstance(accepted, deciding.TakenBack)
        assert taken_back or not isinstance(accepted, Exception), accepted
        assert (live(page).since, Proposal.objects.filter(decision="open").count()) == (
            before if taken_back else year, 0,
        )  # fmt: skip
        assert Confirmation.objects.filter(place=asked[0].place).count() == 1


def test_two_staff_send_the_same_campaign(
    campaign: ConfirmationCampaign, offices: list[MunicipalOffice], page: PartnershipPage
) -> None:
    same = ConfirmationCampaign.objects.get(pk=campaign.pk)
    assert sorted(together(lambda: campaigns.ask(campaign), lambda: campaigns.ask(same))) == [0, 2]
    assert sorted(together(letters.send_due, letters.send_due)) in ([0, 2], [1, 1])
    assert sorted(together(lambda: campaigns.remind(campaign), lambda: campaigns.remind(same))) == [0, 2]
    sent = [(letter.kind, letter.sent_at is not None) for request in campaign.requests.all()
            for letter in request.letters.order_by("pk")]  # fmt: skip
    assert sent == [("invitation", True), ("reminder", False)] * 2


def test_two_staff_confirm_the_same_profile(page: PartnershipPage) -> None:
    def word(office: str) -> Callable[[], object]:
        return lambda: confirming.confirm(page.translation_key, office=office)

    assert kinds(together(word("Eins"), word("Zwei"), word("Drei"))) == ["Confirmation"] * 3
    assert Confirmation.objects.filter(partnership=page.translation_key).count() == 1


@pytest.fixture
def request_page(page: PartnershipPage, chemnitz: Place) -> PartnerRequestPage:
    """Open for a month."""
    index = publish_section(PartnerRequestIndexPageFactory(parent=home_of("de"), slug="gesuche"))
    end = open_until(timezone.localdate(), 1)
    return publish_section(partner_request(index, place=chemnitz, expire_at=end))


def test_two_staff_decide_on_the_same_request(request_page: PartnerRequestPage, moderators: tuple[User, User]) -> None:
    sent = RequestSubmissionFactory()
    accepted = together(*(lambda user=user: moderation.accept(sent, user) for user in moderators))
    assert kinds(accepted) == ["AlreadyDecided", "PartnerRequestPage"]
    assert PartnerRequestPage.objects.filter(live=False).count() == 1
    other = RequestSubmissionFactory()
    results = together(
        lambda: moderation.accept(other, moderators[0]), lambda: moderation.reject(other, moderators[1], "Nein")
    )
    assert sum(isinstance(result, moderation.AlreadyDecided) for result in results) == 1
    other.refresh_from_db()
    made = {"accepted": 2, "rejected": 1}
    assert PartnerRequestPage.objects.filter(live=False).count() == made[other.state]


def test_a_municipality_extends_twice_and_closes_at_once(request_page: PartnerRequestPage) -> None:
    sent = behind(request_page, months=2)
    same = RequestSubmission.objects.get(pk=sent.pk)
    extended = together(lambda: lifetime.extend(sent), lambda: lifetime.extend(same))
    assert kinds(extended) == ["NotExtendable", "datetime"]
    end = end_of(months_after(timezone.localdate(open_until(timezone.localdate(), 1)), 2))
    assert PartnerRequestPage.objects.get(pk=request_page.pk).expire_at == end
    assert sorted(together(lambda: lifetime.close(sent), lambda: lifetime.close(same))) == [False, True]
