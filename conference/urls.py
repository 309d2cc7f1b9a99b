"""The conference's own addresses, below each language's prefix; pages have Wagtail's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from .feeds import EditionsFeed
from .views import calendar_file

app_patterns = (
    [
        path("conference/editions/<int:page_id>/calendar.ics", calendar_file, name="calendar"),
        path("conference/feed.atom", EditionsFeed(), name="feed"),
    ],
    "conference",
)

urlpatterns = i18n_patterns(path("", include(app_patterns)))
