"""Content items as the store leaves them, indexed."""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import count

import pytest
from django.utils import timezone

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from search.services import indexing

Add = Callable[..., int]


@pytest.fixture
def add_item(db: None) -> Add:
    """add_item("Titel", body=["Text"], facets={"topic": ["youth"]}) -> page id of the only public articles."""
    numbers = count(1)
    ContentItem.objects.all().delete()
    indexing.rebuild()

    def add(
        title: str,
        *,
        lead: str = "",
        body: Sequence[str] = (),
        locale: str = "de",
        kind: str = "news.article",
        tags: Sequence[str] = (),
        facets: Mapping[str, Sequence[str]] | None = None,
        on: date = date(2018, 4, 26),
        public: bool = True,
        visible_from: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> int:
        number = next(numbers)
        detail = {
            "title": title,
            "lead": lead,
            "body": [{"id": str(order), "type": "rich_text", "value": text} for order, text in enumerate(body)],
        }
        item = ContentItem.objects.create(
            page_id=number,
            type=kind,
            locale=locale,
            translation_key=uuid.uuid4(),
            url_path=f"/{locale}/{number}/",
            tree_path=f"0001{number:04d}",
            title=title,
            date=on,
            sort_key=title.encode(),
            public=public,
            visible_from=visible_from,
            expires_at=expires_at,
            card=json.dumps({"title": title, "url": f"/{locale}/{number}/"}).encode(),
            detail=json.dumps(detail).encode(),
            updated_at=timezone.now(),
        )
        ItemTag.objects.bulk_create(ItemTag(item=item, tag=tag) for tag in tags)
        ItemFacet.objects.bulk_create(
            ItemFacet(item=item, name=name, value=value, locale=locale, date=on)
            for name, values in (facets or {}).items()
            for value in values
        )
        indexing.index(number)
        return number

    return add
