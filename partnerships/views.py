"""What the templates of partnerships get, and the pages of places and regions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.content_store.services import reading
from cms.delivery.services.presented import presented
from cms.entities.models import Place, Region
from partnerships.models import DirectoryPage, PartnershipPage

TYPES = ("partnerships.partnership",)
MOST_LISTED = 100


def directory_context(page: DirectoryPage, request: HttpRequest) -> dict[str, Any]:
    """`cards` of the profiles, by title."""
    return {"cards": reading.list_cards(page.locale.language_code, TYPES, order="title", limit=MOST_LISTED).cards}


def partnership_context(page: PartnershipPage, request: HttpRequest) -> dict[str, Any]:
    """`data` of the profile."""
    return {"data": presented(page, request).data}


@require_safe
def place_page(request: HttpRequest, key: str) -> HttpResponse:
    """All partnerships of a place; 404 when it has none."""
    return _listing(request, Place, "partnerships:place", key)


@require_safe
def region_page(request: HttpRequest, key: str) -> HttpResponse:
    """All partnerships of a region and of the places in it; 404 when it has none."""
    return _listing(request, Region, "partnerships:region", key)


def _listing(request: HttpRequest, model: type, facet: str, key: str) -> HttpResponse:
    entity = model.objects.filter(key=key).prefetch_related("names").first()
    cards = reading.list_cards(get_language(), TYPES, {facet: key}, order="title", limit=MOST_LISTED).cards
    if entity is None or not cards:
        raise Http404
    return render(request, "partnerships/entity_page.html", {"entity": entity, "cards": cards})


@require_safe
def contact_form(request: HttpRequest, actor: object) -> HttpResponse:
    """Nobody can be written to yet."""
    raise Http404


page_contexts = {DirectoryPage: directory_context, PartnershipPage: partnership_context}
