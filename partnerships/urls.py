"""Addresses of partnerships, below each language's prefix; pages have Wagtail's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from .feeds import PartnershipsFeed
from .services.data_set import FORMATS
from .views import request_answers, request_forms
from .views.anniversaries import anniversaries_file
from .views.confirm import confirm
from .views.contacts import contact_form, contacted
from .views.files import directory_file
from .views.numbers import chart_embedded, chart_file, numbers_file, numbers_page
from .views.places import place_page, region_page
from .views.suggestions import suggestions

files = [
    path(f"partnerships/directory.{extension}", directory_file, {"extension": extension}, name=f"directory_{extension}")
    for extension in FORMATS
]
app_patterns = (
    [
        *files,
        path("partnerships/feed.atom", PartnershipsFeed(), name="feed"),
        path("partnerships/suggestions/", suggestions, name="suggestions"),
        path("partnerships/numbers/", numbers_page, name="numbers"),
        path("partnerships/numbers.csv", numbers_file, name="numbers_csv"),
        path("partnerships/numbers/<slug:name>.svg", chart_file, name="chart"),
        path("partnerships/numbers/<slug:name>/embed/", chart_embedded, name="chart_embedded"),
        path("partnerships/places/<slug:key>/", place_page, name="place"),
        path("partnerships/regions/<slug:key>/", region_page, name="region"),
        path("partnerships/anniversaries.ics", anniversaries_file, name="anniversaries"),
        path("partnerships/confirm/<str:token>/", confirm, name="confirm"),
        path("partnerships/contact/<uuid:actor>/", contact_form, name="contact"),
        path("partnerships/requests/new/", request_forms.new, name="request_new"),
        path("partnerships/requests/sent/", request_forms.sent, name="request_sent"),
        path("partnerships/requests/confirm/<str:token>/", request_forms.confirm, name="request_confirm"),
        path("partnerships/requests/manage/<str:token>/", request_forms.manage, name="request_manage"),
        path("partnerships/requests/<uuid:key>/answer/", request_answers.write, name="request_answer"),
        path("partnerships/requests/<uuid:key>/answered/", request_answers.written, name="request_answered"),
        path("partnerships/contact/<uuid:actor>/sent/", contacted, name="contacted"),
    ],
    "partnerships",
)

urlpatterns = i18n_patterns(path("", include(app_patterns)))
