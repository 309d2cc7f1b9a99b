"""One draft for whoever has a token of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from cms.content_store.services import previews

from .errors import PREVIEW_SCHEME
from .parameters import known_parameters
from .schemas import PROBLEMS, page_details

BEARER = "bearer "


def build_router() -> Router:
    """The router, made once every plugin is ready."""
    router = Router(tags=["previews"])
    details: Any = page_details()

    @router.get(
        "/previews/{int:page_id}/",
        response={200: details, **PROBLEMS, 403: PROBLEMS[404]},
        summary="A draft in preview",
        openapi_extra={"security": [{PREVIEW_SCHEME: []}]},
    )
    @known_parameters()
    def preview(request: HttpRequest, page_id: int) -> HttpResponse:
        """A page as its editor sees it now, saved or not; 0 is the id of one that was never saved."""
        given = request.headers.get("Authorization", "")
        token = given[len(BEARER) :].strip() if given.lower().startswith(BEARER) else ""
        response = HttpResponse(previews.opened(token, page_id), content_type="application/json")
        response["Cache-Control"] = "private, no-store"
        return response

    return router
