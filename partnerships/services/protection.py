"""How often a form may be sent: counted by keyed hashes whose key is thrown away every day, closed without a cache."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.accounts.services.counting import NotCounted, TooMany, count, network_of, uncount
from cms.accounts.services.throttling import client_address
from partnerships.forms.protected import SLOWEST, ProtectedForm

PREFIX = "partnerships.protection"
DAY = timedelta(days=1)
ADDRESS, RECIPIENT = "address", "recipient"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """How many of a form are taken from one address in the window, and per day for one recipient."""

    proven: int = 10
    unproven: int = 3
    window: timedelta = timedelta(hours=1)
    per_recipient: int = 3


class Refused(Exception):
    """The form is not taken now; `message` says so to people, `status` to programs."""

    message: str | Promise = ""
    status = 429


class TooOften(Refused):
    """Too many from this address."""

    message = _("Too many messages have come from here. Nothing is lost: please send the form again in an hour.")


class TooOftenForRecipient(TooOften):
    """Too many for this recipient, whoever sends them."""

    message = _(
        "No more messages are sent to this recipient today. Nothing is lost: please send the form again tomorrow."
    )


class AlreadySent(Refused):
    """The same form was taken before."""

    message = _("This form has already been sent. To send another one, please open it anew.")
    status = 409


class Unavailable(Refused):
    """Without counters nobody is let through."""

    message = _("The form cannot be taken at the moment. Nothing is lost: please send it again in a few minutes.")
    status = 503


class Admission:
    """What was noted for one form that is taken."""

    def __init__(self, form: ProtectedForm) -> None:
        """Raises AlreadySent, Unavailable; a form that was sent twice is counted once."""
        self.form = f"{PREFIX}.sent.{form.purpose}.{form.nonce}"
        self.counted: dict[str, str] = {}
        if not cache.add(self.form, 1, SLOWEST.total_seconds()):
            raise AlreadySent if cache.get(self.form) else Unavailable

    def count(self, kind: str, subject: str, allowed: int, window: timedelta) -> None:
        """One more of the kind for the subject; raises TooOften, Unavailable."""
        self.counted[kind] = _count(kind, subject, allowed, window)

    def take_back(self, *kinds: str) -> None:
        """The form may be sent again, and what was counted of these kinds is not."""
        cache.delete(self.form)
        for kind in kinds:
            if kind in self.counted:
                uncount(self.counted.pop(kind))


def admit(form: ProtectedForm, request: HttpRequest, limits: Limits | None = None, recipient: str = "") -> Admission:
    """Take a valid form once, within its limits; raises Refused. `recipient` is whom a mail would go to.

    A form that is refused counts nowhere, and may be sent again.
    """
    limits = limits or Limits()
    try:
        return _admitted(form, request, limits, recipient)
    except Refused as refusal:
        logger.info("form refused", extra={"purpose": form.purpose, "reason": type(refusal).__name__})
        raise


def _admitted(form: ProtectedForm, request: HttpRequest, limits: Limits, recipient: str) -> Admission:
    admission = Admission(form)
    allowed = limits.proven if form.is_proven else limits.unproven
    try:
        admission.count(ADDRESS, f"{form.purpose}.{network_of(client_address(request))}", allowed, limits.window)
        if recipient:
            subject = f"{form.purpose}.{recipient.strip().lower()}"
            try:
                admission.count(RECIPIENT, subject, limits.per_recipient, DAY)
            except TooOften as refusal:
                raise TooOftenForRecipient from refusal
    except Refused:
        admission.take_back(ADDRESS, RECIPIENT)
        raise
    return admission


def release(admission: Admission) -> None:
    """What was admitted but could not be done may be sent again; it reached no recipient, but it cost us work."""
    admission.take_back(RECIPIENT)


def admit_request(kind: str, request: HttpRequest, allowed: int, window: timedelta) -> None:
    """Count one costly request of a kind from its network; raises Refused."""
    _count(kind, network_of(client_address(request)), allowed, window)


def _count(kind: str, subject: str, allowed: int, window: timedelta) -> str:
    """One more of the kind for the subject in the running window, by its key; raises TooOften beyond `allowed`."""
    try:
        return count(kind, subject, allowed, window)
    except TooMany as many:
        raise TooOften from many
    except NotCounted as error:
        raise Unavailable from error
