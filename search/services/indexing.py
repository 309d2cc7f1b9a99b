"""Keeps one search document per public content item; entities' names in all languages come with their tags."""

import json

from django.db import transaction

from cms.content_store.models import ContentItem, ItemTag
from cms.entities import models as entities
from cms.plugins.registry import registry
from search.engines.database import engine
from search.models import SearchDocument
from search.profiles import SearchProfile

from .texts import strings

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
    profile = registry.read("search_profiles").get(item.type) if item else None
    if profile is None:
        remove(page_id)
        return False
    document, _created = SearchDocument.objects.update_or_create(page_id=page_id, defaults=_texts(item, profile))
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


def _texts(item: ContentItem, profile: SearchProfile) -> dict[str, str]:
    detail = json.loads(bytes(item.detail))
    texts = [text for value in profile.texts(detail) for text in strings(value)]
    return {
        "locale": item.locale,
        "type": item.type,
        "title": detail["title"][:TITLE_LENGTH],
        "names": "\n".join(entity_names(item.pk)),
        "lead": " ".join(strings(detail.get("lead", ""))),
        "text": "\n".join([*strings(detail.get("body", [])), *texts]),
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
