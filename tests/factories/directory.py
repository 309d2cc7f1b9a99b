"""Partnerships as the directory reads them: cards without pages, in memory or as content items."""

import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from cms.content_store.collation import sort_key
from cms.content_store.models import ContentItem
from cms.content_store.signals import item_changed
from partnerships.fields import precision_of
from partnerships.services.directory.freshness import TYPE
from partnerships.services.directory.rows import Read, read_item

Fields = dict[str, Any]


def side(key: str, name: str = "", region: str = "", country: str = "DE", **facts: Any) -> Fields:
    """A place as a card shows it; its region is called by its key with a capital letter."""
    return {
        "key": key,
        "name": name or key.capitalize(),
        "language": "de",
        "kind": "city",
        "country": country,
        "latitude": None,
        "longitude": None,
        "region": {"key": region, "name": region.capitalize(), "language": "de"} if region else None,
        "population": None,
        "population_year": None,
        "population_source": "",
        "website": "",
        "url": f"/de/partnerships/places/{key}/",
        **facts,
    }


def card(page_id: int, *sides: Fields, state: str = "active", topics: Sequence[str] = (), **facts: Any) -> Fields:
    """A card of these sides, as PartnershipCard gives it."""
    since = facts.get("since", "")
    return {
        "id": page_id,
        "type": TYPE,
        "locale": "de",
        "translation_key": str(uuid.UUID(int=page_id)),
        "url": f"/de/partnerschaften/{page_id}/",
        "title": " – ".join(place["name"] for place in sides),
        "lead": "",
        "date": "2026-01-01",
        "updated_at": "2026-01-01T00:00:00Z",
        "picture": None,
        "topics": [{"key": topic, "name": topic.capitalize(), "language": "de"} for topic in topics],
        "tags": [],
        "foreign_text": {},
        "places": list(sides),
        "kind": "partnership",
        "kind_label": "Partnerschaft",
        "since": since,
        "since_precision": precision_of(since),
        "since_text": since,
        "status": {"state": state, "label": state, "sentence": f"{state}.", "starts": "", "as_of": ""},
        "distance_km": None,
        "confirmed_on": None,
        "stale": True,
        "evidence": "medium",
        "sources": [],
        "licence": "CC BY 4.0",
        **facts,
    }


def detail(fields: Mapping[str, Any]) -> Fields:
    """A detail with this card, as PartnershipDetail gives it."""
    lists = ("body", "related", "breadcrumbs", "translations", "history", "actors", "confirmations")
    links = ("umbrella", "below", "neighbours", "mentions")
    return {
        **fields,
        **{name: [] for name in (*lists, *links)},
        "seo": {"title": fields["title"], "description": "", "picture": None},
        "change": None,
        "hero": None,
        "kind_definition": "",
        "anniversary": None,
        "banner": None,
    }


def read(fields: Mapping[str, Any], **columns: Any) -> Read:
    """The card as the directory remembers it."""
    moments = {"visible_from": None, "expires_at": None, **columns}
    return read_item(fields["id"], json.dumps(fields).encode(), sort_key(fields["title"]), **moments)


def item_of(fields: Mapping[str, Any], **columns: Any) -> ContentItem:
    """The content item of a card, unsaved."""
    return ContentItem(
        **{
            "page_id": fields["id"],
            "type": TYPE,
            "locale": fields["locale"],
            "translation_key": fields["translation_key"],
            "url_path": fields["url"],
            "tree_path": f"{fields['id']:08d}",
            "title": fields["title"],
            "date": datetime.date(2026, 1, 1),
            "sort_key": sort_key(fields["title"]),
            "public": True,
            "card": json.dumps(fields, ensure_ascii=False).encode(),
            "detail": json.dumps(detail(fields), ensure_ascii=False).encode(),
            "updated_at": timezone.now(),
            **columns,
        }
    )


def store(*cards: Mapping[str, Any], **columns: Any) -> None:
    """Public content items of these cards, told as the store tells of them; `columns` are those of all."""
    for fields in cards:
        item = item_of(fields, **columns)
        item.save()
        item_changed.send(
            sender=ContentItem, page_id=item.pk, item_type=item.type, locale=item.locale, removed=not item.public
        )
