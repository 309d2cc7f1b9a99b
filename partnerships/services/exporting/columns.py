"""The columns of tables: what a row says of a partnership, with licence and attribution."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.content_store.presenters import absolute

ATTRIBUTION = "GeoNames (geonames.org), CC BY 4.0"

Card = Mapping[str, Any]
Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A heading and what stands below it."""

    heading: Any
    value: Callable[[Card], Value]


def headings() -> list[str]:
    """In the active language."""
    return [str(column.heading) for column in COLUMNS]


def row_of(card: Card) -> list[Value]:
    """The values of one partnership."""
    return [column.value(card) for column in COLUMNS]


def _of_place(position: int, read: Callable[[Card], Value]) -> Callable[[Card], Value]:
    return lambda card: read(card["places"][position]) if len(card["places"]) > position else None


def _region(place: Card) -> str:
    return place["region"]["name"] if place["region"] else ""


def _further(card: Card) -> str:
    return ", ".join(place["name"] for place in card["places"][2:])


def _sources(card: Card) -> str:
    return " ; ".join(source["url"] or source["label"] for source in card["sources"])


def _geo_attribution(card: Card) -> str:
    return ATTRIBUTION if any(place["latitude"] is not None for place in card["places"]) else ""


def _side(position: int, words: Mapping[str, Any]) -> list[Column]:
    readers = {
        "place": lambda place: place["name"],
        "region": _region,
        "country": lambda place: place["country"],
        "latitude": lambda place: place["latitude"],
        "longitude": lambda place: place["longitude"],
        "population": lambda place: place["population"],
    }
    return [Column(words[name], _of_place(position, read)) for name, read in readers.items()]


FIRST = {
    "place": _("Place 1"),
    "region": _("Region 1"),
    "country": _("Country 1"),
    "latitude": _("Latitude 1"),
    "longitude": _("Longitude 1"),
    "population": _("Population 1"),
}
SECOND = {
    "place": _("Place 2"),
    "region": _("Region 2"),
    "country": _("Country 2"),
    "latitude": _("Latitude 2"),
    "longitude": _("Longitude 2"),
    "population": _("Population 2"),
}
COLUMNS: tuple[Column, ...] = (
    Column(_("Partnership"), lambda card: card["title"]),
    *_side(0, FIRST),
    *_side(1, SECOND),
    Column(_("Further places"), _further),
    Column(_("Kind"), lambda card: card["kind_label"]),
    Column(_("Since"), lambda card: card["since"]),
    Column(_("State today"), lambda card: card["status"]["label"]),
    Column(_("State since"), lambda card: card["status"]["starts"]),
    Column(pgettext_lazy("column", "State as of"), lambda card: card["status"]["as_of"]),
    Column(_("Distance in km"), lambda card: card["distance_km"]),
    Column(_("Topics"), lambda card: ", ".join(topic["name"] for topic in card["topics"])),
    Column(_("Confirmed on"), lambda card: card["confirmed_on"]),
    Column(_("Sources"), _sources),
    Column(_("Address"), lambda card: absolute(card["url"])),
    Column(_("Licence of the record"), lambda card: card["licence"]),
    Column(_("Coordinates and population"), _geo_attribution),
)
