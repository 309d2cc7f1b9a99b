"""What is searchable of partnerships: names of places come with the page's entities."""

from django.utils.translation import gettext_lazy as _

from search.profiles import PLACE, Facet, SearchProfile

WORDS = (
    "kind_label",
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

search_profiles = {
    "partnerships.directory": SearchProfile(label=_("Directory of partnerships")),
    "partnerships.partnership": SearchProfile(label=_("Partnership"), words=WORDS, facets=FACETS),
    "partnerships.request": SearchProfile(
        label=_("Partner request"),
        words=("kind_label", "brings"),
        facets={"place": Facet(REQUEST_PLACE, PLACE, values="place")},
    ),
    "partnerships.request_index": SearchProfile(label=_("Partner requests")),
}
