"""What is searchable of news."""

from django.utils.translation import gettext_lazy as _

from search.profiles import PLACE, YEAR, Facet, SearchProfile

# Conferences belong to theme years, too, and share the facet by its name.
FACETS = {
    "year": Facet("news:year", YEAR),
    "place": Facet("news:place", PLACE, values="place"),
    "theme": Facet("news:theme", _("Theme year"), values="page"),
}

search_profiles = {
    "news.article": SearchProfile(
        label=_("Article"),
        texts=lambda detail: [detail.get("links", []), detail.get("contacts", []), (detail.get("picture") or {})],
        facets=FACETS,
    ),
    "news.theme_year": SearchProfile(
        label=_("Theme year"), texts=lambda detail: [detail.get("motto", ""), detail.get("patrons", [])]
    ),
}
