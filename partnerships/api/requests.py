"""Partner requests: who seeks or offers what."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field, field_validator

from cms.api.pages import page_list, page_response
from cms.api.parameters import FieldsParameters, ListParameters, known_parameters
from cms.api.responses import list_response
from cms.api.schemas import PROBLEMS, list_of
from cms.api.trimming import card_names
from partnerships.models import RequestKind, SizeClass
from partnerships.presenters import COUNTRY, KIND, PLACE, REGION, SIZE, RequestPresenter
from partnerships.schemas import RequestCard, RequestDetail

router = Router()
FACETS = {"kind": KIND, "place": PLACE, "country": COUNTRY, "region": REGION, "size": SIZE}


class RequestsParameters(ListParameters):
    """Filters of partner requests."""

    kind: str | None = Field(default=None, description=f"{' or '.join(RequestKind.values)}.")
    place: str | None = Field(default=None, max_length=100, description="Key of the place that asks.")
    country: str | None = Field(default=None, max_length=2, description="ISO 3166-1 code of its country.")
    region: str | None = Field(default=None, max_length=100, description="Key of its region.")
    size: str | None = Field(
        default=None,
        description=f"Size that suits: {', '.join(SizeClass.values)}; a request that names none suits all.",
    )
    topic: str | None = Field(default=None, max_length=100, description="Key of a topic.")

    @field_validator("kind")
    @classmethod
    def known_kind(cls, value: str | None) -> str | None:
        """Kinds of requests only."""
        if value is not None and value not in RequestKind.values:
            raise ValueError(f"Allowed: {', '.join(RequestKind.values)}.")
        return value

    @field_validator("size")
    @classmethod
    def known_size(cls, value: str | None) -> str | None:
        """Classes of size only."""
        if value is not None and value not in SizeClass.values:
            raise ValueError(f"Allowed: {', '.join(SizeClass.values)}.")
        return value


@router.get("/requests/", response={200: list_of(RequestCard), **PROBLEMS}, summary="List partner requests")
@known_parameters(RequestsParameters)
def requests(request: HttpRequest, parameters: Query[RequestsParameters]) -> HttpResponse:
    """Cards of open requests, the newest first."""
    facets = {facet: getattr(parameters, name) or "" for name, facet in FACETS.items()}
    types = [RequestPresenter.type]
    return list_response(request, page_list(parameters, types, facets), card_names(parameters.fields, types))


@router.get("/requests/{int:page_id}/", response={200: RequestDetail, **PROBLEMS}, summary="One partner request")
@known_parameters(FieldsParameters)
def partner_request(request: HttpRequest, page_id: int, parameters: Query[FieldsParameters]) -> HttpResponse:
    """Everything one request shows; whom to write to is never told, only by which form."""
    return page_response(request, page_id, (RequestPresenter.type,), parameters.fields)
