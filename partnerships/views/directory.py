"""The directory's page."""

from typing import Any

from django.http import HttpRequest

from cms.content_store.services import reading
from partnerships.models import DirectoryPage

TYPES = ("partnerships.partnership",)
MOST_LISTED = 100


def directory_context(page: DirectoryPage, request: HttpRequest) -> dict[str, Any]:
    """`cards` of the profiles, by title."""
    return {"cards": reading.list_cards(page.locale.language_code, TYPES, order="title", limit=MOST_LISTED).cards}
