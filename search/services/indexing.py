"""Keeps the documents of public content items, and of what stands behind them, in their transaction."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.entities import models as entities
from cms.plugins.registry import registry
from search.engines.database import vocabulary
from search.models import SearchDocument, SearchFacet
from search.records import INTERNAL, SearchRecord, SearchSource

from . import storing
from .facets import EVERYWHERE, TYPE
from .foreign import foreign_pieces, languages_of
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


def page_key(page_id: int) -> str:
    """The key of a page's document."""
    return f"page:{page_id}"


def page_of(key: str) -> int:
    """The page of a document with such a key."""
    return int(key.removeprefix("page:"))


@transaction.atomic
def index(page_id: int) -> bool:
    """Index the page's public item, or remove what is no longer public; returns whether it is indexed."""
    item = ContentItem.objects.filter(pk=page_id, public=True, removed_at=None).first()
    record = record_of(item, json.loads(bytes(item.detail))) if item else None
    if record is None:
        remove(page_id)
        return False
    before = _followed(page_id)
    storing.write([record])
    refresh(before | _followed(page_id), record.locale)
    return True


@transaction.atomic
def remove(page_id: int) -> None:
    """Forget a page, and what no other page shows."""
    before = _followed(page_id)
    locales = set(SearchDocument.objects.filter(page_id=page_id).values_list("locale", flat=True))
    storing.forget([page_key(page_id)])
    for locale in locales:
        refresh(before, locale)


def rebuild() -> int:
    """Index every public item and what stands behind it, and forget the rest, words too; returns how many documents."""
    public = set(ContentItem.objects.filter(public=True, removed_at=None).values_list("pk", flat=True))
    for page_id in SearchDocument.objects.exclude(page_id__in=public).values_list("page_id", flat=True):
        if page_id is not None:
            remove(page_id)
    for page_id in sorted(public):
        index(page_id)
    vocabulary.rebuild()
    return SearchDocument.objects.count()


def record_of(item: ContentItem, detail: Mapping[str, Any]) -> SearchRecord | None:
    """The record of an item with that public detail; None for types that are not searched."""
    profile = registry.read("search_profiles").get(detail["type"])
    if profile is None:
        return None
    latitude, longitude = (profile.point(detail) if profile.point else None) or (None, None)
    lead, pieces = plain(detail["lead"]), [*body_words(detail["body"]), *words_at(detail, profile.words)]
    return SearchRecord(
        latitude=latitude,
        longitude=longitude,
        key=page_key(item.pk),
        page_id=item.pk,
        type=detail["type"],
        locale=detail["locale"],
        url=detail["url"],
        title=detail["title"],
        names=tuple(entity_names(item.pk, detail["locale"])),
        lead=lead,
        text="\n".join(pieces),
        foreign=foreign_pieces([lead, *pieces], languages_of(item.pk, detail)) or None,
        date=item.date,
        facets=_facets(item, {**EVERYWHERE, **profile.facets}),
        visible_from=item.visible_from,
        expires_at=item.expires_at,
        valid_until=item.valid_until,
        weight=profile.weight,
    )


def _facets(item: ContentItem, declared: Mapping[str, Any]) -> dict[str, set[str]]:
    """Values by the declared names, the type, and what sources follow."""
    names = {facet.stored: name for name, facet in declared.items()}
    found: dict[str, set[str]] = {TYPE: {item.type}}
    for stored, value in ItemFacet.objects.filter(item=item, name__in=names).values_list("name", "value"):
        found.setdefault(names[stored], set()).add(value)
    follows = {source.follows for source in sources()}
    for kind, value in _tags(item.pk) if follows else ():
        if kind in follows:
            found.setdefault(INTERNAL + kind, set()).add(value)
    return found


def sources() -> Iterable[SearchSource]:
    """What apps contribute beside pages."""
    return registry.read("search_sources").values()


def _followed(page_id: int) -> set[tuple[str, str]]:
    """(kind, value) of what the page's document shows of sources."""
    rows = SearchFacet.objects.filter(document__page_id=page_id, name__startswith=INTERNAL)
    return {(name.removeprefix(INTERNAL), value) for name, value in rows.values_list("name", "value")}


@transaction.atomic
def refresh(followed: Collection[tuple[str, str]], locale: str) -> None:
    """Write what sources know of (kind, value) in a language, and forget what no public page shows."""
    for source in sources():
        values = {value for kind, value in followed if kind == source.follows}
        if values:
            records = list(source.records(values, locale))
            storing.write(records)
            keys = {f"{source.follows}:{value}:{locale}" for value in values}
            storing.forget(keys - {record.key for record in records})


def refresh_everywhere(kind: str, value: str) -> None:
    """Write anew what sources know of one thing, in each language in which a page shows it."""
    shown = SearchFacet.objects.filter(name=INTERNAL + kind, value=value, document__page_id__isnull=False)
    for locale in sorted(set(shown.values_list("document__locale", flat=True))):
        refresh([(kind, value)], locale)


def entity_names(page_id: int, locale: str) -> list[str]:
    """Every name, in all languages and of all times, of the entities the item shows; of persons only the shown one.

    Items are tagged with persons they hide, too: whom visitors may not see, no word may find.
    """
    wanted: dict[str, list[int]] = {}
    for kind, key in _tags(page_id):
        if kind in NAMED and key.isdigit():
            wanted.setdefault(kind, []).append(int(key))
    names: set[str] = set()
    for kind, keys in wanted.items():
        found = NAMED[kind].objects.filter(pk__in=keys)
        if NAMED[kind] is entities.Person:
            names.update(_names_of_persons(found, locale))
            continue
        shown = [entity.pk for entity in found if getattr(entity, "is_public", True)]
        rows = NAMED[kind]._meta.get_field("names").related_model
        names.update(rows.objects.filter(entity__in=shown).values_list("text", flat=True))
        names.update(getattr(entity, "abbreviation", "") for entity in found if entity.pk in shown)
    names.discard("")
    return sorted(names)


def _names_of_persons(persons: QuerySet[entities.Person], locale: str) -> Iterator[str]:
    """The name visitors read; a key that stands in for a missing name may tell a former one."""
    for person in persons.prefetch_related("names"):
        name, _language = person.localized_name(locale)
        if person.is_public and any(row.text == name for row in person.names.all()):
            yield name


def _tags(page_id: int) -> Iterator[tuple[str, str]]:
    for tag in ItemTag.objects.filter(item_id=page_id).values_list("tag", flat=True):
        kind, _, key = tag.partition(":")
        yield kind, key
