"""The search page, below each language's prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from .views.results import search_page
from .views.suggestions import description, suggestions

app_patterns = (
    [
        path("search/", search_page, name="page"),
        path("search/suggestions/", suggestions, name="suggestions"),
        path("search/opensearch.xml", description, name="description"),
    ],
    "search",
)

urlpatterns = i18n_patterns(path("", include(app_patterns)))
