"""Places and regions as search finds them: as long as a public partnership of the language shows them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.content_store.models import ItemFacet
from cms.entities.models import Country, Place, Region
from partnerships.schemas import FoundPlace, FoundRegion
from search.records import SearchRecord
from search.services.spans import Span, current, next_change

TYPE = "partnerships.partnership"
PLACE, REGION = "partnerships:place", "partnerships:region"
# A text for people: who has more partners is found by their pages.
MOST_PARTNERS = 60
# (page, from when to when it is shown) by the key of what it shows.
Shown = Mapping[str, list[tuple[int, Span]]]


class PlaceSource:
    """Places with all names, where they lie, and the names of their partners."""

    label = gettext_lazy("Place")
    called = gettext_lazy("town, city, municipality, partner town, twin town")
    follows = "place"
    card_schema = FoundPlace

    def records(self, values: Collection[str], locale: str) -> Iterable[SearchRecord]:
        """Nine queries for any number of places, two when no partnership shows any."""
        shown = shown_by(PLACE, Place.objects.filter(pk__in=values).values_list("key", flat=True), locale)
        if not shown:
            return
        wanted = ("names", "region__names", "country__names")
        places = Place.objects.filter(key__in=shown).select_related("region", "country").prefetch_related(*wanted)
        found = {str(place.key): place for place in places}
        partners = _partners(shown)
        with translation.override(locale):
            for key, place in found.items():
                pages = shown.get(key, [])
                record = _record(place, PLACE, [span for _page, span in pages], locale)
                if record is not None:
                    yield _place_record(place, pages, partners, record, locale)


class RegionSource:
    """Regions with all names."""

    label = gettext_lazy("Region")
    called = gettext_lazy("state, oblast, partner region")
    follows = "region"
    card_schema = FoundRegion

    def records(self, values: Collection[str], locale: str) -> Iterable[SearchRecord]:
        """Five queries for any number of regions, two when no partnership shows any."""
        shown = shown_by(REGION, Region.objects.filter(pk__in=values).values_list("key", flat=True), locale)
        if not shown:
            return
        wanted = ("names", "country__names")
        regions = Region.objects.filter(key__in=shown).select_related("country").prefetch_related(*wanted)
        found = {str(region.key): region for region in regions}
        with translation.override(locale):
            for key, region in found.items():
                spans = [span for _page, span in shown.get(key, [])]
                record = _record(region, REGION, spans, locale)
                if record is not None:
                    yield _region_record(record)


def shown_by(facet: str, keys: Collection[str], locale: str) -> Shown:
    """The public partnerships that have a value of the facet."""
    rows = ItemFacet.objects.filter(
        name=facet, value__in=[str(key) for key in keys], locale=locale,
        item__type=TYPE, item__public=True, item__removed_at=None,
    )  # fmt: skip
    found: dict[str, list[tuple[int, Span]]] = {}
    fields = ("value", "item_id", "item__visible_from", "item__expires_at")
    for key, page, begins, ends in rows.order_by("item_id", "value").values_list(*fields):
        found.setdefault(key, []).append((page, Span(begins, ends)))
    return found


def _record(entity: Place | Region, facet: str, spans: list[Span], locale: str) -> dict[str, Any] | None:
    """What both have in common; None for what no partnership shows now or later."""
    now = timezone.now()
    span = current(spans, now)
    if span is None:
        return None
    kind = facet.partition(":")[2]
    title, language = entity.localized_name(locale)
    url = reverse(f"partnerships:{kind}", args=(entity.key,))
    count = sum(each.holds(now) for each in spans)
    country = name_of(entity.country, locale)
    return {
        "key": f"{kind}:{entity.pk}:{locale}",
        "type": f"partnerships.{kind}",
        "locale": locale,
        "url": url,
        "title": title,
        "names": tuple(sorted({row.text for row in entity.names.all()})),
        "visible_from": span.begins,
        "expires_at": span.ends,
        "valid_until": next_change(spans, now),
        "card": {
            "key": str(entity.key), "language": language, "country": entity.country.code, "country_name": country,
            "partnerships": count,
        },
    }  # fmt: skip


def name_of(area: Region | Country | None, locale: str) -> str:
    """Empty where none is recorded: a key is no word."""
    return area.localized_name(locale)[0] if area and area.names.all() else ""


def sentence(*names: str) -> str:
    """The names that there are."""
    told = ", ".join(filter(None, names))
    return f"{told}." if told else ""


def _place_record(
    place: Place,
    pages: list[tuple[int, Span]],
    partners: Mapping[int, list[Place]],
    common: dict[str, Any],
    locale: str,
) -> SearchRecord:
    now = timezone.now()
    region = name_of(place.region, locale)
    card = common["card"]
    names = {
        other.name_in(locale): None
        for page, span in pages
        if span.holds(now)
        for other in partners.get(page, ())
        if other.pk != place.pk
    }
    told = _("Partnerships with %(places)s") % {"places": ", ".join(list(names)[:MOST_PARTNERS])} if names else ""
    facets = {"place": {card["key"]}, "country": {card["country"]}, "level": {place.kind}}
    if place.region:
        facets["region"] = {str(place.region.key)}
    return SearchRecord(
        **{
            **common,
            "card": {
                **card, "region_name": region, "kind": place.kind,
                "latitude": place.latitude, "longitude": place.longitude,
            },
        },
        lead=sentence(region, card["country_name"]),
        text=f"{told}." if told else "",
        latitude=place.latitude,
        longitude=place.longitude,
        facets={"type": {common["type"]}, **facets},
    )  # fmt: skip


def _region_record(common: dict[str, Any]) -> SearchRecord:
    card = common["card"]
    return SearchRecord(
        **common,
        lead=sentence(card["country_name"]),
        facets={"type": {common["type"]}, "region": {card["key"]}, "country": {card["country"]}},
    )


def _partners(shown: Shown) -> dict[int, list[Place]]:
    """All places of the pages, by page."""
    pages = {page for rows in shown.values() for page, _span in rows}
    rows = ItemFacet.objects.filter(name=PLACE, item_id__in=pages).values_list("item_id", "value")
    keys: dict[int, list[str]] = {}
    for page, key in rows:
        keys.setdefault(page, []).append(key)
    wanted = {key for found in keys.values() for key in found}
    places = {str(place.key): place for place in Place.objects.filter(key__in=wanted).prefetch_related("names")}
    return {page: [places[key] for key in sorted(found) if key in places] for page, found in keys.items()}
