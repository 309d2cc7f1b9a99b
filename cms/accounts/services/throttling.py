"""Whose failed logins are counted together, and for how long they are remembered."""

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def client_address(request: HttpRequest) -> str | None:
    """The address that asks; behind a proxy the one that the proxy saw, whatever the client claims before it."""
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR", "")):
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR")


def forget_attempts() -> int:
    """Delete failures that no longer count, with the names and addresses in them; returns how many."""
    return AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - settings.AXES_COOLOFF_TIME).delete()[0]
