"""Who may open which address: every pattern of the resolver stands in the table, and visitors get what it says."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.site import build_site

# What visitors may open, as Django writes it: exactly these, so that a new address is a decision.
PUBLIC = {
    "", "api/.*$", "api/v1/", "api/v1/conference/editions/", "api/v1/conference/editions/<int:page_id>/",
    "api/v1/conference/editions/<int:page_id>/deadlines/", "api/v1/conference/editions/<int:page_id>/working-groups/",
    "api/v1/conference/editions/facets/", "api/v1/news/articles/facets/", "api/v1/pages/facets/",
    "api/v1/locales/", "api/v1/navigation/", "api/v1/news/articles/", "api/v1/news/articles/<int:page_id>/",
    "api/v1/news/theme-years/", "api/v1/news/theme-years/<int:page_id>/", "api/v1/openapi.json", "api/v1/pages/",
    "api/v1/partnerships/", "api/v1/partnerships/<int:page_id>/", "api/v1/partnerships/changes/",
    "api/v1/partnerships/facets/", "api/v1/partnerships/geojson/", "api/v1/partnerships/places/",
    "api/v1/partnerships/places/<slug:key>/", "api/v1/partnerships/regions/",
    "api/v1/partnerships/regions/<slug:key>/",
    "api/v1/partnerships/requests/", "api/v1/partnerships/requests/<int:page_id>/", "api/v1/partnerships/statistics/",
    "api/v1/pages/<int:page_id>/", "api/v1/pages/changes/", "api/v1/resolve/", "api/v1/search/",
    "api/v1/search/suggest/",
    r"de/((?:[\w\-]+/)*)$", "de/_util/login/",
    "de/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "de/conference/editions/<int:page_id>/calendar.ics", "de/feed.atom",
    "de/conference/feed.atom", "de/news/theme-years/<uuid:key>/feed.atom", "de/partnerships/feed.atom",
    "de/partnerships/contact/<uuid:actor>/", "de/partnerships/contact/<uuid:actor>/sent/",
    "de/partnerships/places/<slug:key>/",
    "de/partnerships/regions/<slug:key>/", "de/partnerships/directory.csv", "de/partnerships/directory.geojson",
    "de/partnerships/directory.json", "de/partnerships/directory.xlsx", "de/partnerships/numbers.csv",
    "de/partnerships/numbers/", "de/partnerships/numbers/<slug:name>.svg", "de/partnerships/numbers/<slug:name>/embed/",
    "de/partnerships/suggestions/",
    "de/partnerships/requests/<uuid:key>/answer/", "de/partnerships/requests/<uuid:key>/answered/",
    "de/partnerships/requests/confirm/<str:token>/", "de/partnerships/requests/manage/<str:token>/",
    "de/partnerships/requests/new/", "de/partnerships/requests/sent/", "de/search/", "de/search/suggestions/",
    "de/search/opensearch.xml", "de/styleguide/", "robots.txt", "sitemap.xml", "sitemap-<int:number>.xml",
    "de/partnerships/anniversaries.ics", "de/partnerships/confirm/<str:token>/",
}  # fmt: skip
# Handed out after asking for rights.
FILES = {
    r"documents/(\d+)/(.*)$", "documents/authenticate_with_password/<int:restriction_id>/",
    r"pictures/([^/]*)/(\d{1,18})/([^/]*)/[^/]*$",
}  # fmt: skip
# Answered only with a token that the editor's preview has given.
WITH_TOKEN = {"api/v1/previews/<int:page_id>/"}
# Parts of the admin; all of them ask who one is.
SECTIONS = {
    "", ".*", "account", "api", "block-preview", "bulk", "choose-anchor-link", "choose-email-link",
    "choose-external-link", "choose-page", "choose-phone-link", "cms_entities", "collections", "country_chooser",
    "dismissibles", "documents", "editing-sessions", "embeds", "groups", "images", "jsi18n", "locales",
    "localize", "login", "logout", "modeladmin", "organisation_chooser", "pages", "partnerships", "password_reset",
    "person_chooser", "place_chooser", "redirects", "region_chooser", "reports", "search-server", "searchpicks",
    "settings", "sites",
    "snippets", "sprite", "tag-autocomplete", "tag_chooser", "test404", "topic_chooser", "translation", "users",
    "workflows",
}  # fmt: skip
# Except what lets one in, and the words and icons of its scripts.
OPEN_IN_ADMIN = {
    "admin/login/", "admin/logout/", "admin/password_reset/", "admin/password_reset/done/",
    "admin/password_reset/complete/", "admin/password_reset/confirm/1/1/", "admin/jsi18n/", "admin/sprite/",
}  # fmt: skip
ANSWERS = {
    "public": {200, 301, 302, 400, 404, 405, 410},
    "file": {302, 403, 404, 405},
    "token": {403},
    "staff": {302, 403, 404, 405},
}
# Public addresses without parameters answer with 200, apart from these: the root leads to a language, the API has no
# page of its own, resolve asks for an address, changes for a moment, and search for words.
EXCEPTIONS = {"": 302, "api/v1/": 404, "api/v1/resolve/": 400, "api/v1/pages/changes/": 400,
              "api/v1/partnerships/changes/": 400, "api/v1/search/": 400, "api/v1/search/suggest/": 400}  # fmt: skip
SAMPLES = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}


def routes(patterns: list, prefix: str = "") -> Iterator[str]:
    """Every address below, its parameters still named."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield address


def sample(route: str) -> str:
    """An address of the route."""
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1], "1"), route)
    path = re.sub(r"\((?:\?P<\w+>)?[^()]*(?:\([^()]*\)[^()]*)*\)", "1", path)
    return path.replace("\\.", ".").replace("[^/]*", "1").replace("\\Z", "").rstrip("$")


def kind_of(route: str) -> str | None:
    """The route's entry in the tables."""
    if route.startswith("admin/"):
        return "staff" if route.split("/")[1] in SECTIONS else None
    kinds = {"public": PUBLIC, "file": FILES, "token": WITH_TOKEN}
    return next((kind for kind, known in kinds.items() if route in known), None)


def expected(route: str) -> set[int]:
    """With which statuses the route may answer a visitor."""
    kind = kind_of(route)
    if kind == "staff" and sample(route) in OPEN_IN_ADMIN:
        return {200, 302, 405}
    if kind == "public" and not re.search(r"[<(*]", route):
        return {EXCEPTIONS.get(route, 200)}
    return ANSWERS[kind]


ROUTES = sorted(set(routes(get_resolver().url_patterns)))


def test_every_route_has_an_entry():
    """A new address must be put into the table before it can be landed, and one that is gone taken out."""
    assert [route for route in ROUTES if kind_of(route) is None] == []
    assert sorted((PUBLIC | FILES | WITH_TOKEN) - set(ROUTES)) == []
    assert sorted(SECTIONS - {route.split("/")[1] for route in ROUTES if route.startswith("admin/")}) == []


@pytest.mark.django_db
def test_visitors_see_what_is_public_and_nothing_of_the_admin():
    """No route fails, and none of the admin answers a visitor, whatever the ids in it."""
    build_site()
    client, wrong = Client(raise_request_exception=False), []
    for route in ROUTES:
        path = sample(route)
        status = client.get(f"/{path}").status_code
        if status not in expected(route):
            wrong.append((path, status))
    assert wrong == []
