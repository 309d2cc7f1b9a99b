"""Rendering a page to the bytes and columns of its item; reads, never writes."""

import copy
import datetime
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from wagtail.models import Page

from cms.content_store.collation import sort_key

from .recorder import StoreRecorder
from .visibility import presenter_of

# What decides whether a rendering differs from a stored one.
COMPARED = ("type", "locale", "url_path", "tree_path", "title", "date", "sort_key", "in_menu", "visible_from",
            "expires_at", "valid_until", "card", "detail", "json_ld", "etag")  # fmt: skip


@dataclass(frozen=True)
class Rendering:
    """Everything the store keeps of one page."""

    page_id: int
    fields: dict[str, Any]
    tags: frozenset[str]
    facets: dict[str, list[str]]


def render_draft(page: Page) -> bytes:
    """The detail of a page as it stands in memory; one that was never saved has all but a number."""
    if page.pk is None:
        page = copy.copy(page)
        page.pk = page.id = 0
    return render(page).fields["detail"]


def render(page: Page, now: datetime.datetime | None = None) -> Rendering:
    """Render a specific page, live or draft, under its own language."""
    now = now or timezone.now()
    presenter = presenter_of(page)
    language = page.locale.language_code
    recorder = StoreRecorder(language, now)
    with translation.override(language):
        card = presenter.card(page, recorder)
        detail = presenter.detail(page, recorder)
        json_ld = presenter.json_ld(page, recorder)
    recorder.until(presenter.valid_until(page, now))
    recorder.until(page.expire_at)
    card_bytes = card.model_dump_json().encode()
    detail_bytes = detail.model_dump_json().encode()
    fields = {
        "type": presenter.type,
        "locale": language,
        "translation_key": page.translation_key,
        "url_path": card.url,
        "tree_path": page.path,
        "title": page.title,
        "date": card.date,
        "sort_key": sort_key(page.title),
        "in_menu": page.show_in_menus,
        "visible_from": presenter.visible_from(page),
        "expires_at": page.expire_at,
        "valid_until": recorder.valid_until,
        "card": card_bytes,
        "detail": detail_bytes,
        "json_ld": json.dumps(json_ld, ensure_ascii=False).encode() if json_ld else None,
        "etag": hashlib.sha256(card_bytes + detail_bytes).hexdigest()[:32],
        "updated_at": card.updated_at,
    }
    facets = {name: sorted(set(values)) for name, values in presenter.facets(page).items() if values}
    return Rendering(page_id=page.pk, fields=fields, tags=frozenset(recorder.tags), facets=facets)
