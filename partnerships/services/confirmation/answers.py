"""What a side says: everything is right, or what it proposes; nothing of it changes the profile."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.models import Answer, ConfirmationRequest, Decision, PartnershipPage, Proposal
from partnerships.services import confirming, staff


def profile_of(request: ConfirmationRequest) -> PartnershipPage | None:
    """The public profile that is asked about."""
    return staff.public_profiles().filter(translation_key=request.partnership).first()


def opened(request: ConfirmationRequest) -> None:
    """Somebody, or the scanner of a mail server, has looked at the form."""
    ConfirmationRequest.objects.filter(pk=request.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def confirm(request: ConfirmationRequest, signed_as: str) -> None:
    """Everything is right; what the side has proposed before and nobody has decided is taken back."""
    request.proposals.filter(decision=Decision.OPEN).delete()
    _answer(request, Answer.RIGHT, signed_as)
    confirming.confirm(request.partnership, request.place, signed_as)


@transaction.atomic
def propose(request: ConfirmationRequest, values: Mapping[str, Any], old: Mapping[str, Any], signed_as: str) -> None:
    """The side's proposals by field, in place of those it made before and nobody has decided."""
    request.proposals.filter(decision=Decision.OPEN).delete()
    Proposal.objects.bulk_create(
        Proposal(request=request, field=key, value=value, old=old[key]) for key, value in values.items()
    )
    _answer(request, Answer.CHANGES, signed_as)


def _answer(request: ConfirmationRequest, answer: Answer, signed_as: str) -> None:
    request.answer, request.signed_as, request.answered_at = answer, signed_as, timezone.now()
    request.opened_at = request.opened_at or request.answered_at
    request.save(update_fields=["answer", "signed_as", "answered_at", "opened_at"])
