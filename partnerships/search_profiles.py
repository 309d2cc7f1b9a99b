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
FACETS = {"place": Facet("partnerships:place", PLACE, values="place")}

search_profiles = {
    "partnerships.directory": SearchProfile(label=_("Directory of partnerships")),
    "partnerships.partnership": SearchProfile(label=_("Partnership"), words=WORDS, facets=FACETS),
}
