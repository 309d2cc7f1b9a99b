"""What is searchable of series and editions, labels of their children included."""

from django.utils.translation import gettext_lazy as _

from search.profiles import PLACE, YEAR, Facet, SearchProfile, first_point

EDITION_WORDS = (
    "motto",
    "umbrella_programme",
    "working_groups.title",
    "working_groups.description",
    "working_groups.coordinator.name",
    "working_groups.coordinator.abbreviation",
    "deadlines.label",
    "deadlines.note",
    "sister_events.ordinal",
    "sister_events.title",
    "sister_events.places.name",
)

FACETS = {
    "year": Facet("conference:year", YEAR),
    "place": Facet("conference:place", PLACE, values="place"),
    "theme": Facet("news:theme", _("Theme year"), values="page"),
}

SERIES_CALLED = _("conferences, meetings, next conference, hosts")
EDITION_CALLED = _("conferences, meeting, programme, working groups, registration, deadlines, accreditation, travel")

search_profiles = {
    "conference.series": SearchProfile(label=_("Conference series"), called=SERIES_CALLED),
    "conference.edition": SearchProfile(
        label=_("Conference"),
        words=EDITION_WORDS,
        facets=FACETS,
        called=EDITION_CALLED,
        point=lambda detail: first_point(detail.get("host_places", ())),
    ),
}
