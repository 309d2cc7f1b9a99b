"""What an app declares searchable: one profile per content type."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.plugins.registry import registry

YEAR, PLACE, COUNTRY, REGION = _("Year"), _("Place"), _("Country"), _("Region")

# Latitude and longitude in degrees.
Point = tuple[float, float]


@dataclass(frozen=True)
class Facet:
    """A facet of content items (`stored`, e.g. "news:year") by which hits are narrowed down.

    `values` says what its values are: words as they stand, keys of entities, codes of countries, translation keys of
    pages, or codes that `words` puts into words.
    """

    stored: str
    label: Any
    values: Literal["text", "place", "topic", "region", "country", "page", "code"] = "text"
    words: Callable[[str], Any] | None = None


@dataclass(frozen=True)
class SearchProfile:
    """Which texts of an item's public detail are searched; title, lead, body and entity names always are.

    `words` names further fields that hold words, dotted below others ("deadlines.label"); no other is searched.
    `label` names the type in the reader's language; `facets` are those of the type by their name in addresses,
    which apps share by declaring the same. `weight` multiplies the score of its pages. `called` are further words
    by which visitors ask for the type, whatever a page of it says of itself. `point` tells from the detail where a
    page is at home.
    """

    label: Any
    words: Sequence[str] = ()
    weight: float = 1.0
    facets: Mapping[str, Facet] = field(default_factory=dict)
    called: Any = ""
    point: Callable[[Mapping[str, Any]], Point | None] | None = None


def called(kind: str, locale: str) -> str:
    """What the type is called in a language, in all the words that are declared; empty for one that is not searched."""
    declared = registry.read("search_profiles").get(kind) or registry.read("search_sources").get(kind)
    if declared is None:
        return ""
    with override(locale):
        return f"{declared.label} {declared.called}"


def first_point(places: Iterable[Mapping[str, Any] | None]) -> Point | None:
    """Where the first of some places lies whose position is known."""
    for place in places:
        if place and place["latitude"] is not None and place["longitude"] is not None:
            return place["latitude"], place["longitude"]
    return None
