"""What is offered while somebody types into a search box, and how browsers learn of the search."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.accounts.services.counting import TooMany
from cms.api.responses import json_response
from cms.content_store.presenters import absolute
from search.services import throttling
from search.services.suggesting import Suggestion, suggest

from .results import MAX_LENGTH


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Names and titles that begin like ?q=: label, note, address; none for who asks without end."""
    found: list[Suggestion] = []
    try:
        throttling.admit("suggest", request, throttling.MOST_SUGGESTIONS)
        found = suggest(request.GET.get("q", "").strip()[:MAX_LENGTH], get_language() or "")
    except TooMany as refusal:
        return HttpResponse(status=429, headers={"Retry-After": str(refusal.retry_after), "Cache-Control": "no-store"})
    offered = [{"label": label_of(one), "note": str(one.kind), "language": "", "url": one.url} for one in found]
    return json_response(request, json.dumps({"suggestions": offered}, ensure_ascii=False).encode())


def label_of(found: Suggestion) -> str:
    """Stalingrad → Volgograd where the title does not show what was typed."""
    if not found.matched:
        return found.title
    return _("%(matched)s → %(title)s") % {"matched": found.matched, "title": found.title}


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The search as browsers offer it (OpenSearch 1.1)."""
    told = _("Pages, partnerships and places of the forum")
    context = {"base": absolute("/").rstrip("/"), "told": told, "fallback": settings.WAGTAIL_SITE_NAME}
    response = render(request, "search/opensearch.xml", context, "application/opensearchdescription+xml")
    response["Cache-Control"] = "public, max-age=3600"
    return response
