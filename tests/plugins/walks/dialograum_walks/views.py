"""What the template of a walk gets, and an address of the plugin's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.content_store.services import reading

from .models import WalkPage


def walk_context(page: WalkPage, request: HttpRequest) -> dict[str, Any]:
    """`hours`; 666 minutes make it fail."""
    if page.minutes == 666:
        raise RuntimeError("A walk broke.")
    return {"hours": page.minutes / 60}


def all_walks(request: HttpRequest) -> HttpResponse:
    """The addresses of all walks, one a line."""
    cards = reading.list_cards("de", types=["walks.walk"]).cards
    return HttpResponse("\n".join(card["url"] for card in cards), content_type="text/plain")


page_contexts = {WalkPage: walk_context}
