"""Content items as the store leaves them, indexed."""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from search.services import indexing, rebuilding

Add = Callable[..., int]


@pytest.fixture
def add_item(db: None) -> Add:
    """add_item("Titel", body=["Text"], facets={"topic": ["youth"]}) -> page id of the only public articles."""
    numbers = count(1)
    ContentItem.objects.all().delete()
    list(rebuilding.rebuild())

    def add(
        title: str,
        *,
        tags: Sequence[str] = (),
        facets: Mapping[str, Sequence[str]] | None = None,
        on: date = date(2018, 4, 26),
        **fields: Any,
    ) -> int:
        item = stored_item(next(numbers), title, date=on, **fields)
        ItemTag.objects.bulk_create(ItemTag(item=item, tag=tag) for tag in tags)
        ItemFacet.objects.bulk_create(
            ItemFacet(item=item, name=name, value=value, locale=item.locale, date=on)
            for name, values in (facets or {}).items()
            for value in values
        )
        indexing.index(item.pk)
        return item.pk

    return add


def stored_item(
    number: int,
    title: str,
    *,
    lead: str = "",
    body: Sequence[str] = (),
    locale: str = "de",
    kind: str = "news.article",
    **columns: Any,
) -> ContentItem:
    """An item of fragments of HTML, each a presented block of running text; `columns` are fields of the item."""
    address = f"/{locale}/{number}/"
    blocks = [{"id": str(order), "type": "rich_text", "html": html} for order, html in enumerate(body)]
    card = {"title": title, "url": address}
    detail = {**card, "type": kind, "locale": locale, "lead": lead, "body": blocks, "foreign_text": {}}
    return ContentItem.objects.create(
        page_id=number,
        type=kind,
        locale=locale,
        translation_key=uuid.uuid4(),
        url_path=address,
        tree_path=f"0001{number:04d}",
        title=title,
        sort_key=title.encode(),
        card=json.dumps(card).encode(),
        detail=json.dumps(detail).encode(),
        updated_at=timezone.now(),
        **{"public": True, **columns},
    )
