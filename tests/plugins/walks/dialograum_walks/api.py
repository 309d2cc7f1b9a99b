"""Walks at /api/v1/walks/."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms.api.pages import page_list
from cms.api.parameters import ListParameters, known_parameters
from cms.api.responses import list_response
from cms.api.schemas import PROBLEMS, list_of
from cms.api.trimming import card_names

from .schemas import WalkCard

router = Router()
TYPES = ["walks.walk"]


@router.get("/walks/", response={200: list_of(WalkCard), **PROBLEMS}, summary="List walks")
@known_parameters(ListParameters)
def walks(request: HttpRequest, parameters: Query[ListParameters]) -> HttpResponse:
    """Cards of walks, the newest first."""
    return list_response(request, page_list(parameters, TYPES), card_names(parameters.fields, TYPES))


@router.get("/broken/", response={200: list_of(WalkCard), **PROBLEMS}, summary="An operation that fails")
@known_parameters()
def broken(request: HttpRequest) -> HttpResponse:
    """Whatever a plugin may raise."""
    raise RuntimeError("An operation broke.")
