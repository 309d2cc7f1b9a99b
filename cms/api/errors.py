"""Every failure of the API is a problem document (RFC 9457)."""

import logging
from http import HTTPStatus

from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from cms.content_store.services.listing import InvalidCursor
from cms.content_store.services.previews import PreviewRefused
from cms.schemas.problem import InvalidParameter, Problem

logger = logging.getLogger(__name__)

NAME_PARTS_BEFORE_PARAMETER = ("query", "path", "header", "parameters")
RETRY_AFTER_SECONDS = "5"
# Under this name the description says how a preview token is given.
PREVIEW_SCHEME = "preview"


class RefusedParameter(ValueError):
    """A parameter that is unknown or has a wrong value; `reason` says what is allowed."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


class Gone(Exception):
    """A public page stood there and does so no longer."""


class TooOften(Exception):
    """A client asked more than is answered; `retry_after` are the seconds after which it may ask again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def problem(
    request: HttpRequest, status: int, detail: str = "", invalid: list[InvalidParameter] | None = None
) -> HttpResponse:
    """The problem document of a status."""
    body = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=request.path,
        invalid_params=invalid or [],
    )
    return HttpResponse(
        body.model_dump_json(),
        status=status,
        content_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )


def not_found(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """For addresses below /api/ that no operation has."""
    return problem(request, 404, "There is no such address in this API.")


def install(api: NinjaAPI) -> None:
    """Answer every exception of the API's operations with a problem."""
    api.add_exception_handler(Http404, lambda request, error: problem(request, 404, str(error)))
    api.add_exception_handler(Gone, lambda request, error: problem(request, 410, "The page has been withdrawn."))
    api.add_exception_handler(HttpError, lambda request, error: problem(request, error.status_code, str(error)))
    api.add_exception_handler(RefusedParameter, _refused)
    api.add_exception_handler(TooOften, _too_often)
    api.add_exception_handler(PreviewRefused, lambda request, error: problem(request, 403, str(error)))
    api.add_exception_handler(InvalidCursor, _invalid_cursor)
    api.add_exception_handler(ValidationError, _invalid)
    for too_large in (DataError, OverflowError):
        api.add_exception_handler(too_large, lambda request, error: problem(request, 400, "A value is out of range."))
    for away in (OperationalError, InterfaceError):
        api.add_exception_handler(away, _unavailable)
    api.add_exception_handler(Exception, _unexpected)


def _refused(request: HttpRequest, error: RefusedParameter) -> HttpResponse:
    return problem(
        request,
        400,
        f"{error.name}: {error.reason}",
        [InvalidParameter(name=error.name, reason=error.reason)],
    )


def _invalid_cursor(request: HttpRequest, error: InvalidCursor) -> HttpResponse:
    reason = "Use the next_cursor of a list with the same order."
    return problem(request, 400, f"cursor: {reason}", [InvalidParameter(name="cursor", reason=reason)])


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    invalid = [
        InvalidParameter(
            name=".".join(str(part) for part in entry["loc"] if part not in NAME_PARTS_BEFORE_PARAMETER),
            reason=str(entry["msg"]),
        )
        for entry in error.errors
    ]
    return problem(request, 400, "; ".join(f"{entry.name}: {entry.reason}" for entry in invalid), invalid)


def _too_often(request: HttpRequest, error: TooOften) -> HttpResponse:
    response = problem(request, 429, "You have asked very often; please wait a moment.")
    response["Retry-After"] = str(error.retry_after)
    return response


def _unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("database unavailable", exc_info=error, extra={"path": request.path})
    response = problem(request, 503, "The service is away for a moment.")
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("API operation failed", exc_info=error, extra={"path": request.path})
    return problem(request, 500, "The request could not be answered.")
