"""Statistics of partnerships."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms.api.parameters import known_parameters
from cms.api.responses import json_response
from cms.api.schemas import PROBLEMS
from partnerships.services.directory.searching import select
from partnerships.services.directory.statistics import statistics_of

from .parameters import FilterParameters
from .shapes import StatisticsShape

router = Router()


@router.get("/statistics/", response={200: StatisticsShape, **PROBLEMS}, summary="Numbers of partnerships")
@known_parameters(FilterParameters)
def statistics(request: HttpRequest, parameters: Query[FilterParameters]) -> HttpResponse:
    """Totals of today, counted when asked for."""
    found = statistics_of(select(parameters.query()))
    shape = StatisticsShape(**{name: getattr(found, name) for name in StatisticsShape.model_fields})
    return json_response(request, shape.model_dump_json().encode())
