"""The site's own addresses, and those it is compared with: all pass the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from cms.urls import handler400, handler403, handler404, handler500
from cms.urls import urlpatterns as own
from news.models import ArticlePage

from .careful import articles

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
CONSTANT = b'{"items":[],"next_cursor":null}'
# What a card and a detail show, by Wagtail's means.
ArticlePage.api_fields = [
    APIField(name)
    for name in ("lead", "body", "date", "kind", "dateline_place", "theme_year", "hero_picture", "hero_picture_alt",
                 "page_topics", "page_tags", "related_page_links", "links", "contacts")
]  # fmt: skip

# Its shapes are made of the fields above when it is loaded.
from wagtail.api.v3.urls import api as v3  # noqa: E402

v2 = WagtailAPIRouter("v2")
v2.register_endpoint("pages", PagesAPIViewSet)


def constant(request: HttpRequest) -> HttpResponse:
    """The least that a view can do."""
    return HttpResponse(CONSTANT, content_type="application/json")


urlpatterns = [
    path(
        "api/benchmark/",
        include(
            [
                path("constant/", constant),
                path("careful/articles/", articles),
                path("v2/", v2.urls),
                path("v3/", v3.urls),
            ]
        ),
    ),
    *own,
]
