"""problem+json (RFC 9457) for errors that arise before any API view."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from cms.schemas.problem import Problem


def problem_response(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """A problem document for a status."""
    title = HTTPStatus(status).phrase
    body = Problem(title=title, status=status, detail=detail or title, instance=request.path)
    # Readable across origins as every answer of the API is, and true for this moment only.
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
    return HttpResponse(body.model_dump_json(), status=status, content_type="application/problem+json", headers=headers)
