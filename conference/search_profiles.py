"""What is searchable of series and editions, labels of their children included."""

from django.utils.translation import gettext_lazy as _

from search.profiles import PLACE, YEAR, Facet, SearchProfile

EDITION_TEXTS = ("motto", "umbrella_programme", "working_groups", "deadlines", "sister_events")

FACETS = {
    "year": Facet("conference:year", YEAR),
    "place": Facet("conference:place", PLACE, values="place"),
    "theme": Facet("news:theme", _("Theme year"), values="page"),
}

search_profiles = {
    "conference.series": SearchProfile(label=_("Conference series")),
    "conference.edition": SearchProfile(
        label=_("Conference"), texts=lambda detail: [detail.get(name) or "" for name in EDITION_TEXTS], facets=FACETS
    ),
}
