"""Taken at once, sent by the worker, tried again while the mail server or the recipient's page is away.

Content is in the queue alone, and goes with the send or when the message is given up. A worker that dies between
handing over and noting so sends the message once more: the sender is told that it is on its way, and nobody could
repeat it.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnerships.models import GivenUp, RelayKind, RelayMessage
from partnerships.services.protection import Limits

from . import actors, requests

logger = logging.getLogger(__name__)

# Of both forms: for one sender in the hour, and for one recipient in the day.
LIMITS = Limits(proven=10, unproven=3, window=timedelta(hours=1), per_recipient=20)
# 5, 10, 20 minutes and so on, at most every six hours, for three days.
# The longest pause comes before so many doublings of the first.
MOST_DOUBLINGS = 10
FIRST_PAUSE, LONGEST_PAUSE, KEPT_FOR = timedelta(minutes=5), timedelta(hours=6), timedelta(days=3)
# Counted for a year and a bit, so that a year can be compared with the one before.
REMEMBERED_FOR = timedelta(days=400)
# How long staff are told of what was given up.
TOLD_FOR = timedelta(days=30)
MOST_AT_ONCE = 50


class Route(NamedTuple):
    """How recipients of a kind are written to: `mail` gives None while nobody can be, `sent` notes that it was."""

    mail: Callable[[UUID, str, Mapping[str, str]], EmailMessage | None]
    sent: Callable[[UUID], None]


ROUTES = {
    RelayKind.ACTOR: Route(actors.mail, actors.sent),
    RelayKind.REQUEST: Route(requests.mail, requests.sent),
}


def take(kind: RelayKind, recipient: UUID, language: str, content: Mapping[str, str]) -> None:
    """Keep a message, written on a page in that language, for the worker."""
    RelayMessage.objects.create(kind=kind, recipient=recipient, language=language, content=dict(content))


def send_waiting() -> int:
    """Send what is due; returns how many were sent."""
    due = RelayMessage.objects.filter(content__isnull=False, next_attempt_at__lte=timezone.now()).order_by("pk")
    return sum(_send(row) for row in due[:MOST_AT_ONCE])


def forget() -> int:
    """Delete what is too old even to be counted; returns how many."""
    return RelayMessage.objects.filter(taken_at__lt=timezone.now() - REMEMBERED_FOR).delete()[0]


def given_up(kind: RelayKind) -> QuerySet[RelayMessage]:
    """What staff are told of: messages of the last weeks that reached nobody, the latest first."""
    since = timezone.now() - TOLD_FOR
    return RelayMessage.objects.filter(kind=kind, given_up_at__gte=since).order_by("-given_up_at", "-pk")


def _send(row: RelayMessage) -> bool:
    """Claimed first, so that of several workers one sends."""
    now = timezone.now()
    same = RelayMessage.objects.filter(pk=row.pk, next_attempt_at=row.next_attempt_at, content__isnull=False)
    pause = min(FIRST_PAUSE * 2 ** min(row.attempts, MOST_DOUBLINGS), LONGEST_PAUSE)
    if not same.update(next_attempt_at=now + pause, attempts=row.attempts + 1):
        return False
    route = ROUTES[RelayKind(row.kind)]
    try:
        mail = route.mail(row.recipient, row.language, row.content)
        if mail is None:
            return _not_sent(row, GivenUp.UNREACHABLE, now)
        mail.send()
    except (OSError, ValueError):
        # An address that no mail can carry fails like a server that does not answer.
        return _not_sent(row, GivenUp.UNSENT, now)
    with transaction.atomic():
        RelayMessage.objects.filter(pk=row.pk).update(content=None, sent_at=timezone.now())
        route.sent(row.recipient)
    logger.info("message passed on", extra=_about(row))
    return True


def _not_sent(row: RelayMessage, reason: GivenUp, now: datetime) -> bool:
    """It waits for the next attempt, or its content goes and staff are told."""
    if row.taken_at >= now - KEPT_FOR:
        logger.warning("message waits", extra={**_about(row), "reason": str(reason), "attempts": row.attempts + 1})
        return False
    RelayMessage.objects.filter(pk=row.pk).update(content=None, given_up_at=now, given_up_for=reason)
    logger.warning("message given up", extra={**_about(row), "reason": str(reason)})
    return False


def _about(row: RelayMessage) -> dict[str, str]:
    """Who was to get it, as far as logs may know: neither names nor words."""
    return {"kind": row.kind, "recipient": str(row.recipient)}
