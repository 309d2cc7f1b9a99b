"""The one NinjaAPI: host routes, then every plugin's router under its label."""

import json
from collections.abc import Callable
from functools import cache, wraps
from inspect import isfunction

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.plugins.registry import registry
from cms.plugins.version import CMS_VERSION

from . import errors, previews
from .compression import compress
from .openapi import DescribedAPI
from .pages import build_router

METHODS = "GET, HEAD, OPTIONS"
HEADERS = {
    "Allow": METHODS,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
}
# What a browser asks before it sends a validator or a preview token across origins.
PREFLIGHT = {
    "Access-Control-Allow-Headers": "Authorization, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def build_api() -> DescribedAPI:
    """The API; call it once, after every plugin is ready."""
    api = DescribedAPI(
        title="Dialograum",
        version=CMS_VERSION,
        description="Public content of the forum, read-only and without accounts. Addresses are root-relative.",
        # Our own operation describes the API, with validators like all others.
        openapi_url=None,
        docs_url=None,
        urls_namespace="api-v1",
        servers=[{"url": "/", "description": "The site that gave this description."}],
    )
    errors.install(api)
    api.add_router("", build_router(cache(lambda: json.dumps(api.get_openapi_schema(), ensure_ascii=False).encode())))
    api.add_router("", previews.build_router())
    for label, router in registry.read("routers").items():
        # A router whose shapes are those of all plugins is made by a function.
        api.add_router(f"/{label}/", router() if isfunction(router) else router, tags=[label])
    return api


def api_patterns() -> list[URLPattern]:
    """Patterns below /api/: the operations and, for whatever else is asked, a problem."""
    patterns, _app, namespace = build_api().urls
    operations = [path("v1/", (patterns, "ninja", namespace))]
    decorate_urlpatterns(patterns, readable)
    return [*operations, re_path(r"^.*$", readable(errors.not_found), name="api_not_found")]


def readable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Add HEAD, OPTIONS, CORS and compression; answer other methods with a problem; keep sessions and cookies out."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=PREFLIGHT)
        elif request.method not in ("GET", "HEAD"):
            response = errors.problem(request, 405, f"Allowed: {METHODS}.")
        else:
            response = _as_get(view, request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    answer.csrf_exempt = True
    return answer


def _as_get(view: Callable[..., HttpResponse], request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The answer to GET, whole; HEAD gets its headers only."""
    method, request.method = request.method, "GET"
    try:
        response = compress(request, view(request, *args, **kwargs))
    finally:
        request.method = method
    if response.status_code != 304:
        response["Content-Length"] = str(len(response.content))
    if method == "HEAD":
        response.content = b""
    return response
