"""What is searchable of news."""

from django.utils.translation import gettext_lazy as _

from search.profiles import PLACE, YEAR, Facet, SearchProfile, first_point

# Conferences belong to theme years, too, and share the facet by its name.
FACETS = {
    "year": Facet("news:year", YEAR),
    "place": Facet("news:place", PLACE, values="place"),
    "theme": Facet("news:theme", _("Theme year"), values="page"),
}

ARTICLE_WORDS = (
    "links.label",
    "contacts.label",
    "contacts.organisation.name",
    "contacts.organisation.abbreviation",
    "contacts.person.name",
    "contacts.person.function",
    "picture.caption",
    "picture.alt",
    "picture.credit",
)
YEAR_WORDS = ("motto", "patrons.name", "patrons.function", "patrons.organisation.name")

search_profiles = {
    "news.article": SearchProfile(
        label=_("Article"), words=ARTICLE_WORDS, facets=FACETS, point=lambda detail: first_point([detail.get("place")])
    ),
    "news.theme_year": SearchProfile(
        label=_("Theme year"), words=YEAR_WORDS, called=_("theme years, cross year, year of partnerships")
    ),
}
