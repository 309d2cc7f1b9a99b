"""Partnerships: list, counts, detail, geography."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router

from cms.api.pages import page_response
from cms.api.parameters import FieldsParameters, known_parameters
from cms.api.responses import conditional, etag_of, json_response
from cms.api.schemas import PROBLEMS
from cms.api.trimming import card_names, media_type
from cms.content_store.services import reading
from partnerships.schemas import PartnershipDetail
from partnerships.services.directory.cursors import slice_of
from partnerships.services.directory.searching import select

from .geography import FeatureCollection, feature_collection
from .parameters import FilterParameters, ListingParameters
from .shapes import FacetCounts, PartnershipList, facet_counts

router = Router()
TYPE = "partnerships.partnership"


@router.get("/", response={200: PartnershipList, **PROBLEMS}, summary="List partnerships")
@known_parameters(ListingParameters)
def partnerships(request: HttpRequest, parameters: Query[ListingParameters]) -> HttpResponse:
    """Cards with the number of all that the filters leave; two queries."""
    selection = select(parameters.query(parameters.order))
    found = slice_of(selection, parameters.limit, parameters.cursor)
    ids = [row.page_id for row in found.rows]
    cards = reading.cards_of(ids)
    names = card_names(parameters.fields, (TYPE,))
    shown = [cards[page_id] for page_id in ids if page_id in cards]
    answer = {
        "items": [{name: card[name] for name in names} if names else card for card in shown],
        "next_cursor": found.next_cursor,
        "total": selection.total,
    }
    body = json.dumps(answer, ensure_ascii=False).encode()
    return conditional(request, body, etag_of(body), media=media_type(names))


@router.get("/facets/", response={200: FacetCounts, **PROBLEMS}, summary="Count partnerships by facet")
@known_parameters(FilterParameters)
def facets(request: HttpRequest, parameters: Query[FilterParameters]) -> HttpResponse:
    """How many partnerships each value would show; a facet's own choice does not lower its other counts."""
    selection = select(parameters.query())
    with translation.override(parameters.locale):
        counts = facet_counts(selection)
    return json_response(request, counts.model_dump_json().encode())


@router.get("/geojson/", response={200: FeatureCollection, **PROBLEMS}, summary="Partnerships as GeoJSON")
@known_parameters(FilterParameters)
def geojson(request: HttpRequest, parameters: Query[FilterParameters]) -> HttpResponse:
    """A line per partnership and a point per place, as the file of the directory has them."""
    selection = select(parameters.query())
    with translation.override(parameters.locale):
        collection = feature_collection(selection)
    return json_response(request, json.dumps(collection, ensure_ascii=False).encode())


@router.get("/{int:page_id}/", response={200: PartnershipDetail, **PROBLEMS}, summary="One partnership")
@known_parameters(FieldsParameters)
def partnership(request: HttpRequest, page_id: int, parameters: Query[FieldsParameters]) -> HttpResponse:
    """Everything one profile shows."""
    return page_response(request, page_id, (TYPE,), parameters.fields)
