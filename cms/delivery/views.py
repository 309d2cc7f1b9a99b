"""Error pages in the language of the address; below /api/ a problem document."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_from_path

from cms.accounts.services.counting import NotCounted, TooMany
from cms.accounts.services.throttling import count_letter, count_reset
from cms.content_store.services import reading

from .middleware.problems import problem_response
from .services.error_pages import error_page
from .services.missing import Around, around

RESET = "wagtailadmin_password_reset"

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, or 410 where a page was withdrawn; offers the page in languages that it is public in, and what is near."""
    status = 410 if reading.was_removed(request.path) else 404
    if request.path.startswith("/api/"):
        return _error(request, status)
    language = get_language_from_path(request.path)
    return _error(request, status, {"around": around(request.path, language) if language else Around()})


def server_error(request: HttpRequest) -> HttpResponse:
    """500; reads nothing from the database, which may be the cause."""
    return _error(request, 500)


def login_refused(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """429 instead of a login form: too many failures from this address, for this name or for any."""
    logger.warning("login refused", extra={"path": request.path})
    refused = error_page(request, 429, {"minutes": settings.AXES_COOLOFF_TIME // timedelta(minutes=1)})
    refused["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return refused


def resets_are_counted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wraps a view of the admin: letters with a new password are few for each network and each mailbox.

    To a mailbox that has got its letters no more are sent, and nobody is told; without counters none is sent at all.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.resolver_match.view_name != RESET:
            return view(request, *args, **kwargs)
        try:
            count_reset(request)
        except TooMany as refusal:
            refused = error_page(request, 429, {"minutes": -(-refusal.retry_after // 60), "is_reset": True})
            refused["Retry-After"] = str(refusal.retry_after)
            return refused
        except NotCounted:
            return error_page(request, 503)
        try:
            count_letter(request.POST.get("email", ""))
        except TooMany:
            return redirect(f"{RESET}_done")
        except NotCounted:
            return error_page(request, 503)
        return view(request, *args, **kwargs)

    return wrapped


def _error(request: HttpRequest, status: int, context: dict | None = None) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem_response(request, status)
    return error_page(request, status, context)
