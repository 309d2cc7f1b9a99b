"""Whose failed logins are counted together, and for how long they are remembered; how often passwords are reset."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from .counting import count, network_of

MOST_RESETS_PER_MAILBOX = 3
WINDOW_PER_MAILBOX = timedelta(hours=1)


def client_address(request: HttpRequest) -> str | None:
    """The address that asks; behind a proxy the one that the proxy saw, whatever the client claims before it."""
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR", "")):
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR")


def count_reset(request: HttpRequest) -> None:
    """One more letter asked for from a network; as many pass as failed logins. Raises TooMany, NotCounted."""
    network = network_of(client_address(request))
    count("accounts.reset.from", network, settings.AXES_FAILURE_LIMIT, settings.AXES_COOLOFF_TIME)


def count_letter(mailbox: str) -> None:
    """One more letter to a mailbox, whoever asks for it and whether it is anybody's. Raises TooMany, NotCounted."""
    count("accounts.reset.to", mailbox.strip().casefold(), MOST_RESETS_PER_MAILBOX, WINDOW_PER_MAILBOX)


def forget_attempts() -> int:
    """Delete failures that no longer count, with the names and addresses in them; returns how many."""
    return AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - settings.AXES_COOLOFF_TIME).delete()[0]
