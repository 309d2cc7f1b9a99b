"""What a side says: everything is right, or what it proposes; nothing of it changes the profile."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from cms.content_store.services import turns
from partnerships.models import Answer, ConfirmationRequest, Decision, PartnershipPage, Proposal
from partnerships.services import confirming, staff


def profile_of(request: ConfirmationRequest) -> PartnershipPage | None:
    """The public profile that is asked about."""
    return staff.public_profiles().filter(translation_key=request.partnership).first()


def opened(request: ConfirmationRequest) -> None:
    """Somebody, or the scanner of a mail server, has looked at the form."""
    ConfirmationRequest.objects.filter(pk=request.pk, opened_at=None).update(opened_at=timezone.now())


def confirm(request: ConfirmationRequest, signed_as: str) -> None:
    """Everything is right; what the side has proposed before and nobody has decided is taken back.

    Readers learn the side and the day: what somebody with the link types as a signature is for staff.
    """
    with turns.one_writer():
        _forget_open(request)
        _answer(request, Answer.RIGHT, signed_as)
        confirming.confirm(request.partnership, request.place)


def propose(request: ConfirmationRequest, values: Mapping[str, Any], old: Mapping[str, Any], signed_as: str) -> None:
    """The side's proposals by field, in place of those it made before and nobody has decided."""
    with turns.one_writer():
        _forget_open(request)
        Proposal.objects.bulk_create(
            Proposal(request=request, field=key, value=value, old=old[key]) for key, value in values.items()
        )
        _answer(request, Answer.CHANGES, signed_as)


def _forget_open(request: ConfirmationRequest) -> None:
    """What the side has proposed before, in this campaign or an earlier one, and nobody has decided."""
    Proposal.objects.filter(
        request__partnership=request.partnership, request__place=request.place, decision=Decision.OPEN
    ).delete()


def _answer(request: ConfirmationRequest, answer: Answer, signed_as: str) -> None:
    request.answer, request.signed_as, request.answered_at = answer, signed_as, timezone.now()
    request.opened_at = request.opened_at or request.answered_at
    request.save(update_fields=["answer", "signed_as", "answered_at", "opened_at"])
