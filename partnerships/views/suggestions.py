"""What is offered while somebody types the name of a place."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.api.responses import json_response
from partnerships.services.directory.asking import MAX_LENGTH
from partnerships.services.directory.suggesting import PlaceSuggestion, suggest
from partnerships.services.directory.wording import also_called, partnerships


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Places and partnerships that begin like ?q=: label, note, language where it is another one, address."""
    locale = get_language() or ""
    found = suggest(locale, request.GET.get("q", "")[:MAX_LENGTH])
    offered = [_of_place(place, locale) for place in found.places]
    offered += [
        {"label": pair.title, "note": _("Partnership"), "language": "", "url": pair.url} for pair in found.pairs
    ]
    return json_response(request, json.dumps({"suggestions": offered}, ensure_ascii=False).encode())


def _of_place(place: PlaceSuggestion, locale: str) -> dict[str, Any]:
    """Volgograd, formerly Stalingrad: 3 partnerships."""
    name = also_called(place.name, place.matched, place.was_former) if place.matched else place.name
    return {
        "label": name,
        "note": partnerships(place.partnerships),
        "language": "" if place.language == locale else place.language,
        "url": place.url,
    }
