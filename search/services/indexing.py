"""Keeps one search document per public content item; entities' names in all languages come with their tags."""

import json
from typing import Any

from django.db import transaction

from cms.content_store.models import ContentItem, ItemTag
from cms.entities import models as entities
from cms.plugins.registry import registry
from search.engines.database import engine
from search.models import SearchDocument

from .texts import body_words, plain, words_at

NAMED = {
    model._meta.model_name: model
    for model in (
        entities.Country,
        entities.Region,
        entities.Place,
        entities.Topic,
        entities.Organisation,
        entities.Person,
    )
}
TITLE_LENGTH = 500


@transaction.atomic
def index(page_id: int) -> bool:
    """Index the page's public item, or remove what is no longer public; returns whether it is indexed."""
    item = ContentItem.objects.filter(pk=page_id, public=True, removed_at=None).first()
    texts = texts_of(page_id, json.loads(bytes(item.detail))) if item else None
    if texts is None:
        remove(page_id)
        return False
    document, _created = SearchDocument.objects.update_or_create(page_id=page_id, defaults=texts)
    engine.write(document)
    return True


def remove(page_id: int) -> None:
    """Forget a page."""
    documents = SearchDocument.objects.filter(page_id=page_id)
    engine.erase(list(documents.values_list("pk", flat=True)))
    documents.delete()


def rebuild() -> int:
    """Index every public item and forget the rest; returns the number of documents."""
    public = set(ContentItem.objects.filter(public=True, removed_at=None).values_list("pk", flat=True))
    for page_id in SearchDocument.objects.exclude(page_id__in=public).values_list("page_id", flat=True):
        remove(page_id)
    return sum(index(page_id) for page_id in sorted(public))


def texts_of(page_id: int, detail: dict[str, Any]) -> dict[str, str] | None:
    """The fields of the search document of an item's public detail; None for types that are not searched."""
    profile = registry.read("search_profiles").get(detail["type"])
    if profile is None:
        return None
    return {
        "locale": detail["locale"],
        "type": detail["type"],
        "title": detail["title"][:TITLE_LENGTH],
        "names": "\n".join(entity_names(page_id)),
        "lead": plain(detail["lead"]),
        "text": "\n".join([*body_words(detail["body"]), *words_at(detail, profile.words)]),
    }


def entity_names(page_id: int) -> list[str]:
    """Every name, in all languages and of all times, of the entities the item shows.

    Items are tagged with persons they hide, too: whom visitors may not see, no word may find.
    """
    wanted: dict[str, list[int]] = {}
    for tag in ItemTag.objects.filter(item_id=page_id).values_list("tag", flat=True):
        kind, _, key = tag.partition(":")
        if kind in NAMED and key.isdigit():
            wanted.setdefault(kind, []).append(int(key))
    names: set[str] = set()
    for kind, keys in wanted.items():
        shown = [entity.pk for entity in NAMED[kind].objects.filter(pk__in=keys) if getattr(entity, "is_public", True)]
        rows = NAMED[kind]._meta.get_field("names").related_model
        names.update(rows.objects.filter(entity__in=shown).values_list("text", flat=True))
    return sorted(names)
