"""What is searchable of partnerships: names of places come with the page's entities."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.entities.models.places import PlaceKind
from partnerships.models import RelationKind, State
from partnerships.services.directory.filters import HEADINGS, decade_words
from partnerships.services.searched_places import PlaceSource, RegionSource
from search.profiles import COUNTRY, PLACE, REGION, Facet, Point, SearchProfile, first_point

WORDS = (
    "status.sentence",
    "history.continues",
    "history.condition",
    "history.note",
    "actors.label",
    "actors.organisation.name",
    "actors.organisation.abbreviation",
    "actors.person.name",
    "actors.person.function",
    "hero.caption",
    "hero.alt",
    "hero.credit",
    # What stands above an excerpt anyway comes last.
    "kind_label",
    "since_text",
)
# Profiles show the requests of their places by it, as they do news.
REQUEST_PLACE = "partnerships:request_place"


def label_in(choices: type[TextChoices]) -> Callable[[str], Any]:
    """What puts values of the choices into words; others stay as they are."""
    return lambda value: choices(value).label if value in choices.values else value


# Under the names that the directory gives them.
FACETS = {
    "country": Facet("partnerships:country", COUNTRY, values="country"),
    "region": Facet("partnerships:region", REGION, values="region"),
    "state": Facet("partnerships:state", HEADINGS["state"], values="code", words=label_in(State)),
    "kind": Facet("partnerships:kind", _("Kind of partnership"), values="code", words=label_in(RelationKind)),
    "decade": Facet("partnerships:decade", HEADINGS["decade"], values="code", words=decade_words),
    "level": Facet("partnerships:level", HEADINGS["level"], values="code", words=label_in(PlaceKind)),
    "place": Facet("partnerships:place", PLACE, values="place"),
}
REQUEST_FACETS = {
    "country": Facet("partnerships:request_country", COUNTRY, values="country"),
    "region": Facet("partnerships:request_region", REGION, values="region"),
    "place": Facet(REQUEST_PLACE, PLACE, values="place"),
}


def first_side(detail: Mapping[str, Any]) -> Point | None:
    """A point halfway between two towns would be near neither."""
    return first_point(detail.get("places", ()))


DIRECTORY_CALLED = _(
    "list, map, table of all partnerships, town twinnings, twin towns, sister cities; active, resting, suspended, ended"
)
PARTNERSHIP_CALLED = _(
    "town partnership, town twinning, twin towns, twinned towns, twin cities, sister cities, partners, connected"
)
REQUEST_CALLED = _("partner wanted, looking for a partner, offer, exchange")
REQUESTS_CALLED = _(
    "find a partner town, become a partner town, look for a partner, partner search, partners wanted, offers, "
    "new partnership"
)

search_profiles = {
    "partnerships.directory": SearchProfile(label=_("Directory of partnerships"), called=DIRECTORY_CALLED),
    "partnerships.partnership": SearchProfile(
        label=_("Partnership"), words=WORDS, facets=FACETS, called=PARTNERSHIP_CALLED, point=first_side
    ),
    "partnerships.request": SearchProfile(
        label=_("Partner request"),
        words=("kind_label", "brings"),
        called=REQUEST_CALLED,
        facets=REQUEST_FACETS,
        point=lambda detail: first_point([detail.get("place")]),
    ),
    "partnerships.request_index": SearchProfile(label=_("Partner requests"), called=REQUESTS_CALLED),
}
search_sources = {"partnerships.place": PlaceSource(), "partnerships.region": RegionSource()}
