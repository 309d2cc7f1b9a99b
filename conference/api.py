"""Editions with their deadlines and working groups at /api/v1/conference/."""

import json
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field, field_validator

from cms.api.facets import Facet, PageFacets, facets_response, selected
from cms.api.pages import page_response
from cms.api.parameters import FieldsParameters, FilterParameters, ListParameters, known_parameters
from cms.api.responses import conditional, etag_of, list_response
from cms.api.schemas import PROBLEMS, list_of
from cms.api.trimming import card_names
from cms.entities.models import Place
from cms.schemas.base import Schema

from .schemas import Deadline, EditionCard, EditionDetail, WorkingGroup
from .services.editions import FACETS, TYPE, edition_detail, list_editions
from .services.states import EditionState

router = Router()


class EditionFilters(FilterParameters):
    """Filters of editions by what does not change with the clock."""

    series: uuid.UUID | None = Field(default=None, description="translation_key of a series.")
    number: int | None = Field(default=None, ge=0, le=32767)
    year: int | None = Field(default=None, ge=1900, le=2200, description="Year of the first day.")
    place: str | None = Field(default=None, max_length=100, description="Key of a host place.")


class EditionsParameters(EditionFilters, ListParameters):
    """The list of editions."""

    state: str | None = Field(
        default=None,
        description="announced, running, past, postponed or cancelled. A page of such a list may hold fewer items "
        "than its limit; next_cursor alone says whether more follow.",
    )

    @field_validator("state")
    @classmethod
    def known_state(cls, value: str | None) -> str | None:
        """One of the states."""
        if value is not None and value not in EditionState.values:
            raise ValueError(f"Allowed: {', '.join(EditionState.values)}.")
        return value


COUNTED = {
    "series": Facet("conference:series", pages=True),
    "number": Facet("conference:number"),
    "year": Facet("conference:year"),
    "place": Facet("conference:place", Place),
}


class DeadlineList(Schema):
    """All deadlines of an edition, by moment."""

    items: list[Deadline]


class WorkingGroupList(Schema):
    """All working groups of an edition, by number."""

    items: list[WorkingGroup]


@router.get("/editions/", response={200: list_of(EditionCard), **PROBLEMS}, summary="List editions")
@known_parameters(EditionsParameters)
def editions(request: HttpRequest, parameters: Query[EditionsParameters]) -> HttpResponse:
    """Cards of editions, the newest first."""
    values = {name: getattr(parameters, name) for name in FACETS}
    page = list_editions(
        parameters.locale,
        {name: str(value) for name, value in values.items() if value is not None},
        state=parameters.state,
        order=parameters.order,
        limit=parameters.limit,
        cursor=parameters.cursor,
        since=parameters.since,
        until=parameters.until,
    )
    return list_response(request, page, card_names(parameters.fields, (TYPE,)))


@router.get("/editions/facets/", response={200: PageFacets, **PROBLEMS}, summary="Count editions by facet")
@known_parameters(EditionFilters)
def edition_facets(request: HttpRequest, parameters: Query[EditionFilters]) -> HttpResponse:
    """How many editions each value of a filter would show."""
    return facets_response(request, selected(parameters, [TYPE], COUNTED), COUNTED)


@router.get("/editions/{int:page_id}/", response={200: EditionDetail, **PROBLEMS}, summary="One edition")
@known_parameters(FieldsParameters)
def edition(request: HttpRequest, page_id: int, parameters: Query[FieldsParameters]) -> HttpResponse:
    """Everything one edition shows."""
    return page_response(request, page_id, (TYPE,), parameters.fields)


@router.get("/editions/{int:page_id}/deadlines/", response={200: DeadlineList, **PROBLEMS}, summary="Deadlines")
@known_parameters()
def deadlines(request: HttpRequest, page_id: int) -> HttpResponse:
    """What closes when, for whom and in which mode."""
    return part_response(request, page_id, "deadlines")


@router.get(
    "/editions/{int:page_id}/working-groups/", response={200: WorkingGroupList, **PROBLEMS}, summary="Working groups"
)
@known_parameters()
def working_groups(request: HttpRequest, page_id: int) -> HttpResponse:
    """The working groups and who coordinates them."""
    return part_response(request, page_id, "working_groups")


def part_response(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """One list of an edition's detail; raises Http404."""
    stored = edition_detail(page_id)
    if stored is None:
        raise Http404("There is no such public edition.")
    body = json.dumps({"items": stored.data[name]}, ensure_ascii=False).encode()
    return conditional(request, body, etag_of(body), stored.valid_until)
