"""What is searchable of news."""

from django.utils.translation import gettext_lazy as _

from search.profiles import SearchProfile

search_profiles = {
    "news.article": SearchProfile(
        label=_("Article"),
        texts=lambda detail: [detail.get("links", []), detail.get("contacts", []), (detail.get("picture") or {})],
    ),
    "news.theme_year": SearchProfile(
        label=_("Theme year"), texts=lambda detail: [detail.get("motto", ""), detail.get("patrons", [])]
    ),
}
