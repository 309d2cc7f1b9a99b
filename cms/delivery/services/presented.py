"""What a page shows: its content item, or the same rendering in memory for drafts and private pages."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cms.content_store.services import reading
from cms.content_store.services.rendering import render_draft
from cms.content_store.services.visibility import presenter_of


@dataclass(frozen=True)
class Presented:
    """The detail of a page; structured data only of what is public."""

    data: dict[str, Any]
    json_ld: bytes | None = None
    public: bool = False


def presented(page: Page, request: HttpRequest | None = None) -> Presented:
    """Read once for a page object; a preview shows the draft it was given, not what is live."""
    if "_presented" not in page.__dict__:
        page.__dict__["_presented"] = _read(page, getattr(request, "is_preview", False))
    return page.__dict__["_presented"]


def _read(page: Page, is_preview: bool) -> Presented:
    stored = reading.detail_of(page.pk) if page.pk and not is_preview else None
    if stored is not None:
        return Presented(stored.data, stored.json_ld, public=True)
    return Presented(_rendered(page))


def _rendered(page: Page) -> dict[str, Any]:
    return json.loads(render_draft(page)) if presenter_of(page) else {}
