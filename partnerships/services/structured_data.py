"""A profile as schema.org page about its places; persons and notes stay out of it."""

from typing import Any

from cms.content_store.presenters import absolute
from partnerships.schemas import PartnershipCard, Side

from .sources import licence_url

TYPES = {"city": "City", "district": "AdministrativeArea", "region": "AdministrativeArea"}

JsonObject = dict[str, Any]


def partnership_json_ld(card: PartnershipCard) -> JsonObject:
    """Names, places, what the record says in one sentence, since when, where it comes from and its licence."""
    data: JsonObject = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": absolute(card.url),
        "url": absolute(card.url),
        "name": card.title,
        "description": card.lead or card.status.sentence,
        "inLanguage": card.locale,
        "dateModified": card.updated_at.isoformat(),
        "about": [_place(side) for side in card.places],
    }
    if card.since:
        ended = card.status.starts if card.status.state == "ended" else ""
        data["temporalCoverage"] = f"{card.since}/{ended or '..'}"
    if addresses := [source.url for source in card.sources if source.url]:
        data["isBasedOn"] = addresses
    if card.licence:
        data["license"] = licence_url(card.licence) or card.licence
    if card.picture:
        data["image"] = absolute(card.picture.sources[-1].url)
    return data


def _place(side: Side) -> JsonObject:
    place: JsonObject = {
        "@type": TYPES.get(side.kind, "Place"),
        "name": side.name,
        "url": absolute(side.url),
        "address": {"@type": "PostalAddress", "addressLocality": side.name, "addressCountry": side.country},
    }
    if side.latitude is not None and side.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": side.latitude, "longitude": side.longitude}
    if side.website:
        place["sameAs"] = side.website
    if side.region:
        place["containedInPlace"] = {"@type": "AdministrativeArea", "name": side.region.name}
    return place
