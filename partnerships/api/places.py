"""Places and regions that have public partnerships, with all their names."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from ninja import Query, Router

from cms.api.parameters import LocaleParameters, known_parameters
from cms.api.responses import json_response
from cms.api.schemas import PROBLEMS
from cms.content_store.collation import sort_key
from cms.entities.models import Entity, Place, Region
from cms.schemas.entities import EntityName, NameShape
from partnerships.services.directory.freshness import current
from partnerships.services.directory.place_list import PlaceQuery, listed
from partnerships.services.directory.rows import PlaceRow
from partnerships.services.directory.snapshot import Snapshot

from .parameters import PlacesParameters
from .shapes import PlaceItem, PlaceList, PlaceRecord, RegionItem, RegionList, RegionRecord

router = Router()


@router.get("/places/", response={200: PlaceList, **PROBLEMS}, summary="Places with partnerships")
@known_parameters(PlacesParameters)
def places(request: HttpRequest, parameters: Query[PlacesParameters]) -> HttpResponse:
    """Those that fit, in the order of their names."""
    snapshot = current(parameters.locale)
    query = PlaceQuery(parameters.q, parameters.country or "", parameters.limit, parameters.cursor)
    found = listed(snapshot, query)
    items = [place_item(snapshot, place, count) for place, count in found.places]
    return json_response(request, PlaceList(items=items, next_cursor=found.next_cursor).model_dump_json().encode())


@router.get("/places/{slug:key}/", response={200: PlaceRecord, **PROBLEMS}, summary="One place")
@known_parameters(LocaleParameters)
def place(request: HttpRequest, key: str, parameters: Query[LocaleParameters]) -> HttpResponse:
    """The place with every name it has and had."""
    snapshot = current(parameters.locale)
    row = snapshot.gazetteer.places.get(key)
    count = snapshot.count_at(key, snapshot.visible(timezone.now())) if row else 0
    entity = Place.objects.filter(key=key).prefetch_related("names").first() if count else None
    if entity is None:
        raise Http404("No public partnership has such a place.")
    detail = PlaceRecord(
        **place_item(snapshot, row, count).model_dump(),
        population_year=entity.population_year,
        population_source=entity.population_source,
        website=entity.website,
        geonames_id=entity.geonames_id,
        wikidata_id=entity.wikidata_id,
        names=names_of(entity),
    )
    return json_response(request, detail.model_dump_json().encode())


@router.get("/regions/", response={200: RegionList, **PROBLEMS}, summary="Regions with partnerships")
@known_parameters(LocaleParameters)
def regions(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """Those with most partnerships first."""
    snapshot = current(parameters.locale)
    visible = snapshot.visible(timezone.now())
    items = [
        item for key in snapshot.masks.get("region", {}) if (item := region_item(snapshot, key, visible)).partnerships
    ]
    items.sort(key=lambda item: (-item.partnerships, sort_key(item.name)))
    return json_response(request, RegionList(items=items).model_dump_json().encode())


@router.get("/regions/{slug:key}/", response={200: RegionRecord, **PROBLEMS}, summary="One region")
@known_parameters(LocaleParameters)
def region(request: HttpRequest, key: str, parameters: Query[LocaleParameters]) -> HttpResponse:
    """The region with every name it has and had."""
    snapshot = current(parameters.locale)
    item = region_item(snapshot, key, snapshot.visible(timezone.now()))
    entity = Region.objects.filter(key=key).prefetch_related("names").first() if item.partnerships else None
    if entity is None:
        raise Http404("No public partnership lies in such a region.")
    detail = RegionRecord(**item.model_dump(), kind=entity.kind, wikidata_id=entity.wikidata_id, names=names_of(entity))
    return json_response(request, detail.model_dump_json().encode())


def place_item(snapshot: Snapshot, place: PlaceRow, count: int) -> PlaceItem:
    """A place with its number of partnerships."""
    region_name = snapshot.name_of("region", place.region)
    return PlaceItem(
        key=place.key,
        name=place.name.text,
        language=place.name.language,
        kind=place.kind,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        region=EntityName(key=place.region, name=region_name.text, language=region_name.language)
        if place.region
        else None,
        population=place.population,
        partnerships=count,
        url=place.url,
    )


def region_item(snapshot: Snapshot, key: str, visible: int) -> RegionItem:
    """A region with its number of partnerships."""
    name = snapshot.name_of("region", key)
    with translation.override(snapshot.locale):
        url = reverse("partnerships:region", args=(key,))
    return RegionItem(
        key=key,
        name=name.text,
        language=name.language,
        country=snapshot.countries_of_regions.get(key, ""),
        partnerships=(snapshot.masks["region"].get(key, 0) & visible).bit_count() if "region" in snapshot.masks else 0,
        url=url,
    )


def names_of(entity: Entity) -> list[NameShape]:
    """Every name row, as staff ordered them."""
    fields = ("language", "kind", "text", "valid_from", "valid_to")
    return [NameShape(**{name: getattr(row, name) for name in fields}) for row in entity.names.all()]
