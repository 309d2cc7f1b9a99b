"""Pages of places and regions: all their partnerships, from the directory in memory."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.api.responses import cache_control
from cms.content_store.presenters import absolute
from cms.delivery.services.delivered import structured_data_script
from cms.entities.models import Region
from cms.entities.models.places import PlaceKind
from partnerships.services.directory.asking import Asked
from partnerships.services.directory.freshness import current
from partnerships.services.directory.query import DirectoryQuery
from partnerships.services.directory.rows import Row
from partnerships.services.directory.searching import Selection, select
from partnerships.services.directory.snapshot import Snapshot
from partnerships.services.directory.wording import number
from partnerships.services.places import former_names, names_of, place_json_ld, read_place

from .alternates import alternates
from .cards import shown_cards
from .directory import directory_url, state_links, summary_of
from .maps import draw

# More than these are listed by the directory, to which the page leads.
MOST_LISTED = 60


@require_safe
def place_page(request: HttpRequest, key: str) -> HttpResponse:
    """All partnerships of a place; 404 when it has none."""
    selection = _selected("place", key)
    place = read_place(key)
    if place is None:
        raise Http404
    region = str(place.region.key) if place.region_id and place.kind != PlaceKind.REGION else ""
    umbrella = _umbrella(selection.snapshot, region) if region else []
    own = {row.page_id for row in selection.rows()}
    above = [row for row in umbrella if row.page_id not in own][:MOST_LISTED]
    context = {
        **_context(request, selection, "place"),
        "place": place,
        "json_ld": structured_data_script(json.dumps(place_json_ld(place, get_language() or "")).encode()),
        "names": names_of(place),
        "population": number(place.population) if place.population else "",
        "former_names": former_names(place),
        "above": above,
        "region_listed": bool(region and selection.snapshot.values("region", (region,))),
    }
    return _answer(request, "partnerships/place_page.html", context)


@require_safe
def region_page(request: HttpRequest, key: str) -> HttpResponse:
    """All partnerships of a region and of the places in it; 404 when it has none."""
    selection = _selected("region", key)
    region = (
        Region.objects.filter(key=key).select_related("country").prefetch_related("names", "country__names").first()
    )
    if region is None:
        raise Http404
    umbrella = [row.page_id for row in _umbrella(selection.snapshot, key)]
    below = [row.page_id for row in selection.rows(0, MOST_LISTED + len(umbrella)) if row.page_id not in set(umbrella)]
    cards = shown_cards([*umbrella, *below][:MOST_LISTED])
    context = {
        **_context(request, selection, "region", cards=()),
        "region": region,
        "names": names_of(region),
        "umbrella": [card for card in cards if card["id"] in set(umbrella)],
        "below": [card for card in cards if card["id"] not in set(umbrella)],
        "partners": _partners(selection, key, directory_url()),
    }
    return _answer(request, "partnerships/region_page.html", context)


def _selected(facet: str, key: str) -> Selection:
    selection = select(DirectoryQuery(get_language() or "", facets={facet: (key,)}, page_size=MOST_LISTED))
    if not selection.total:
        raise Http404
    return selection


def _context(
    request: HttpRequest, selection: Selection, facet: str, cards: Sequence[Any] | None = None
) -> dict[str, Any]:
    """What both pages show."""
    wanted, told = Asked(selection.query), summary_of(selection)
    base = directory_url()
    value = selection.query.facets[facet][0]
    listed = shown_cards(row.page_id for row in selection.rows(0, MOST_LISTED)) if cards is None else cards
    return {
        "cards": listed,
        "summary": told,
        "map_label": _("Map: %(numbers)s") % {"numbers": told},
        "states": state_links(wanted, selection, base),
        "map": draw(replace(wanted, view="map"), selection, base),
        "directory_url": wanted.address(base),
        "section_url": base,
        "more": max(0, selection.total - MOST_LISTED),
        "canonical": absolute(request.path),
        "alternates": alternates(request.path, _has(facet, value)),
    }


def _has(facet: str, value: str) -> Callable[[str], bool]:
    """Whether the place or region has a partnership in a language; one query per language."""
    return lambda language: bool(current(language).visible(timezone.now()) & current(language).values(facet, (value,)))


def _umbrella(snapshot: Snapshot, region: str) -> list[Row]:
    """Partnerships of the region itself, by title."""
    found = Selection(snapshot, DirectoryQuery(snapshot.locale, facets={"region": (region,)}))
    places = snapshot.gazetteer.places
    return [
        row
        for row in found.rows()
        if any(places[key].kind == PlaceKind.REGION and places[key].region == region for key in row.places)
    ]


def _partners(selection: Selection, region: str, base: str) -> list[dict[str, Any]]:
    """The regions on the other side with the number of partnerships, the most frequent first."""
    own = selection.country_of(region)
    masks = selection.snapshot.masks["region"]
    found = []
    for value, mask in masks.items():
        count = (mask & selection.mask).bit_count()
        if count and selection.country_of(value) != own:
            wanted = Asked(replace(selection.query, facets={"region": (region, value)}))
            label = selection.snapshot.name_of("region", value)
            found.append({"label": label.text, "language": label.language, "count": count, "url": wanted.address(base)})
    return sorted(found, key=lambda partner: (-partner["count"], partner["label"]))


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    response["Cache-Control"] = cache_control(None)
    return response
