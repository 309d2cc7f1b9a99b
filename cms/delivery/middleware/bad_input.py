"""Input that no view can handle ends as 400, a database that is away as 503; never as a trace."""

import logging
from collections.abc import Callable
from urllib.parse import unquote

from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse

from cms.delivery.services.error_pages import error_page

from .problems import problem_response

logger = logging.getLogger(__name__)

MAX_QUERY_LENGTH = 8_000


class BadInputMiddleware:
    """Refuses NUL bytes, broken UTF-8 and overlong queries before any view, and numbers too large for the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return refusal(request, 400) if is_malformed(request) else self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Values that the database cannot hold are the client's, a database that is away is ours."""
        if isinstance(exception, DataError | OverflowError):
            return refusal(request, 400)
        if isinstance(exception, OperationalError):
            logger.error("database unavailable", exc_info=exception)
            response = refusal(request, 503)
            response["Retry-After"] = "5"
            return response
        return None


def is_malformed(request: HttpRequest) -> bool:
    """Whether address or query hold what no address of ours has."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MAX_QUERY_LENGTH or "\x00" in request.path_info or "%00" in query or "\x00" in query:
        return True
    try:
        unquote(query, errors="strict")
    except UnicodeDecodeError:
        return True
    return "�" in request.path_info


def refusal(request: HttpRequest, status: int) -> HttpResponse:
    """A problem for API clients, a page for people."""
    if request.path_info.startswith("/api/"):
        return problem_response(request, status)
    return error_page(request, status)
