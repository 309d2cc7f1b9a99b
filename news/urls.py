"""The news' own addresses, below each language's prefix; pages have Wagtail's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from .feeds import ThemeYearFeed

app_patterns = ([path("news/theme-years/<uuid:key>/feed.atom", ThemeYearFeed(), name="theme_year_feed")], "news")

urlpatterns = i18n_patterns(path("", include(app_patterns)))
