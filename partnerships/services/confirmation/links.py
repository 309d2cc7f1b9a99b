"""Signed links by which an office answers without an account."""

import hashlib
import secrets

from django.core import signing
from django.utils import timezone

from partnerships.models import ConfirmationLetter, ConfirmationRequest

SALT = "partnerships.confirmation"


class LinkRefused(Exception):
    """The link opens nothing (any more); `reason` is unknown, revoked or closed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def new_token(letter: ConfirmationLetter) -> str:
    """A token that nobody can guess; only its digest is to be stored."""
    return signing.dumps({"letter": letter.pk, "nonce": secrets.token_urlsafe(16)}, salt=SALT)


def digest_of(token: str) -> str:
    """By which a token is found again."""
    return hashlib.sha256(token.encode()).hexdigest()


def request_of(token: str) -> ConfirmationRequest:
    """What a token answers; raises LinkRefused."""
    try:
        letter_id = signing.loads(token, salt=SALT)["letter"]
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise LinkRefused("unknown") from error
    letters = ConfirmationLetter.objects.select_related("request__campaign", "request__place")
    letter = letters.filter(pk=letter_id, token_digest=digest_of(token)).first()
    if letter is None:
        raise LinkRefused("unknown")
    if letter.request.revoked_at is not None:
        raise LinkRefused("revoked")
    if letter.request.campaign.closes_on < timezone.localdate():
        raise LinkRefused("closed")
    return letter.request
