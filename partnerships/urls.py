"""Addresses of partnerships, below each language's prefix; pages have Wagtail's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from .views.contacts import contact_form
from .views.places import place_page, region_page

app_patterns = (
    [
        path("partnerships/places/<slug:key>/", place_page, name="place"),
        path("partnerships/regions/<slug:key>/", region_page, name="region"),
        path("partnerships/contact/<uuid:actor>/", contact_form, name="contact"),
    ],
    "partnerships",
)

urlpatterns = i18n_patterns(path("", include(app_patterns)))
