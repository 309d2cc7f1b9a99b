"""Pages that say what went wrong, in the language of the address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation


def error_page(request: HttpRequest, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    """The page for people; those of 400, 500 and 503 read no database, which may be the cause."""
    language = translation.get_language_from_path(request.path_info) or translation.get_language()
    template = f"cms/{404 if status == 410 else status}.html"
    values = {"status": status, "forum_name": settings.WAGTAIL_SITE_NAME, **(context or {})}
    with translation.override(language or settings.LANGUAGE_CODE):
        return render(request, template, values, status=status)
