"""The language of a request is the one in its address; the visitor's browser is asked at "/" only."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

ADMIN_PREFIXES = ("/admin/",)


class PageLocaleMiddleware:
    """Activates the language of the path; never redirects, so that API errors stay what they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info)
        if language is None and request.path_info.startswith(ADMIN_PREFIXES):
            language = translation.get_language_from_request(request)
        with translation.override(language or settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            if not request.path_info.startswith("/api/"):
                response.headers.setdefault("Content-Language", translation.get_language())
            return response
