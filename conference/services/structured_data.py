"""An edition as schema.org Event."""

from typing import Any

from cms.content_store.presenters import absolute
from cms.schemas.entities import Organisation, Place
from conference.schemas import EditionCard, RoleHolder, SisterEvent

SCHEMA = "https://schema.org"
ATTENDANCE = {
    ("in_person",): "OfflineEventAttendanceMode",
    ("digital",): "OnlineEventAttendanceMode",
    ("in_person", "digital"): "MixedEventAttendanceMode",
}
STATUS = {"scheduled": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}
# schema.org knows no host of an event beside its organizers.
ROLES = {"organiser": "organizer", "host": "organizer", "partner": "contributor", "sponsor": "sponsor"}

JsonObject = dict[str, Any]


def event_json_ld(
    edition: EditionCard, organisations: list[RoleHolder], sister_events: list[SisterEvent], website: str
) -> JsonObject:
    """The edition with its organisations; sister events are named as sub-events."""
    event: JsonObject = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": absolute(edition.url),
        "url": absolute(edition.url),
        "name": edition.title,
        "inLanguage": edition.locale,
        "startDate": edition.period.starts_on.isoformat(),
        "endDate": edition.period.ends_on.isoformat(),
        "eventStatus": f"{SCHEMA}/{STATUS[edition.status]}",
        "eventAttendanceMode": f"{SCHEMA}/{ATTENDANCE[tuple(edition.modes)]}",
    }
    if locations := _locations(edition.host_places, edition.modes, website or absolute(edition.url)):
        event["location"] = locations
    if edition.lead:
        event["description"] = edition.lead
    if edition.picture:
        event["image"] = absolute(edition.picture.sources[-1].url)
    for holder in organisations:
        holders = event.setdefault(ROLES[holder.role], [])
        organisation = _organisation(holder.organisation)
        if organisation not in holders:
            holders.append(organisation)
    if edition.series:
        event["superEvent"] = {
            "@type": "EventSeries",
            "name": edition.series.title,
            "url": absolute(edition.series.url),
        }
    if sister_events:
        event["subEvent"] = [_sub_event(sister) for sister in sister_events]
    return event


def _locations(places: list[Place], modes: list[str], address: str) -> list[JsonObject]:
    """Towns, and where one takes part from afar."""
    towns = [
        {
            "@type": "Place",
            "name": place.name,
            "address": {"@type": "PostalAddress", "addressLocality": place.name, "addressCountry": place.country},
        }
        for place in places
    ]
    return [*towns, *([{"@type": "VirtualLocation", "url": address}] if "digital" in modes else [])]


def _organisation(organisation: Organisation) -> JsonObject:
    """Name and, when known, address on the web."""
    shown = {"@type": "Organization", "name": organisation.name}
    return {**shown, "url": organisation.website} if organisation.website else shown


def _sub_event(sister: SisterEvent) -> JsonObject:
    """What is known of a sister event."""
    name = f"{sister.ordinal} {sister.title}".strip()
    event: JsonObject = {"@type": "Event", "name": name}
    if sister.starts_on:
        event["startDate"] = sister.starts_on.isoformat()
    if sister.ends_on:
        event["endDate"] = sister.ends_on.isoformat()
    if tuple(sister.modes) in ATTENDANCE:
        event["eventAttendanceMode"] = f"{SCHEMA}/{ATTENDANCE[tuple(sister.modes)]}"
    if sister.places:
        event["location"] = _locations(sister.places, [], "")
    if sister.website:
        event["url"] = sister.website
    return event
