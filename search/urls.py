"""The search page, below each language's prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from .views import search_page

app_patterns = ([path("search/", search_page, name="page")], "search")

urlpatterns = i18n_patterns(path("", include(app_patterns)))
