"""What is searchable of partnerships: names of places come with the page's entities."""

from django.utils.translation import gettext_lazy as _

from search.profiles import PLACE, Facet, SearchProfile

WORDS = (
    "kind_label",
    "since_text",
    "status.label",
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
)
# Profiles show the requests of their places by it, as they do news.
REQUEST_PLACE = "partnerships:request_place"
FACETS = {"place": Facet("partnerships:place", PLACE, values="place")}

DIRECTORY_CALLED = _(
    "list, map, table of all partnerships, town twinnings, twin towns, sister cities; active, resting, suspended, ended"
)
PARTNERSHIP_CALLED = _(
    "town partnership, town twinning, twin towns, twinned towns, twin cities, sister cities, partners, connected"
)
REQUEST_CALLED = _("partner wanted, looking for a partner, offer, exchange")
REQUESTS_CALLED = _("find a partner town, look for a partner, partner search, partners wanted, offers, new partnership")

search_profiles = {
    "partnerships.directory": SearchProfile(label=_("Directory of partnerships"), called=DIRECTORY_CALLED),
    "partnerships.partnership": SearchProfile(
        label=_("Partnership"), words=WORDS, facets=FACETS, called=PARTNERSHIP_CALLED
    ),
    "partnerships.request": SearchProfile(
        label=_("Partner request"),
        words=("kind_label", "brings"),
        called=REQUEST_CALLED,
        facets={"place": Facet(REQUEST_PLACE, PLACE, values="place")},
    ),
    "partnerships.request_index": SearchProfile(label=_("Partner requests"), called=REQUESTS_CALLED),
}
