"""The one NinjaAPI: host routes, then every plugin's router under its label."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.plugins.registry import registry
from cms.plugins.version import CMS_VERSION

from . import errors
from .openapi import DescribedAPI
from .pages import build_router

METHODS = "GET, HEAD, OPTIONS"


def build_api() -> DescribedAPI:
    """The API; call it once, after every plugin is ready."""
    api = DescribedAPI(
        title="Dialograum",
        version=CMS_VERSION,
        description="Public content of the forum, read-only and without accounts.",
        docs_url=None,
        urls_namespace="api-v1",
    )
    errors.install(api)
    api.add_router("", build_router())
    for label, router in registry.read("routers").items():
        api.add_router(f"/{label}/", router, tags=[label])
    return api


def api_patterns() -> list[URLPattern]:
    """Patterns below /api/: the operations and, for whatever else is asked, a problem."""
    patterns, _app, namespace = build_api().urls
    operations = [path("v1/", (patterns, "ninja", namespace))]
    decorate_urlpatterns(patterns, readable)
    return [*operations, re_path(r"^.*$", readable(errors.not_found))]


def readable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Add HEAD, OPTIONS and CORS; answer other methods with a problem; keep sessions and cookies out."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method not in ("GET", "HEAD"):
            response = errors.problem(request, 405, f"Allowed: {METHODS}.")
        else:
            response = _as_get(view, request, *args, **kwargs)
        response["Allow"] = METHODS
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        return response

    answer.csrf_exempt = True
    return answer


def _as_get(view: Callable[..., HttpResponse], request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The answer to GET; the server itself drops the body of a HEAD."""
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method
