"""Pages of places and regions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.content_store.services import reading
from cms.entities.models import Place, Region

TYPES = ("partnerships.partnership",)
MOST_LISTED = 100


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
