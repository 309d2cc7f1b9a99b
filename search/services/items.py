"""Records of public content items; whatever they need is read once for all that are asked for."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from wagtail.models import Page

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.entities import models as entities
from cms.plugins.registry import registry
from search.profiles import SearchProfile
from search.records import INTERNAL, SearchRecord, SearchSource

from .facets import EVERYWHERE, TYPE
from .foreign import foreign_pieces, languages_of, pages_of
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

Detail = Mapping[str, Any]
Values = dict[str, set[str]]
# Names by language.
Names = Mapping[str, Collection[str]]


def page_key(page_id: int) -> str:
    """The key of a page's document."""
    return f"page:{page_id}"


def page_of(key: str) -> int:
    """The page of a document with such a key."""
    return int(key.removeprefix("page:"))


def sources() -> Iterable[SearchSource]:
    """What apps contribute beside pages."""
    return registry.read("search_sources").values()


def public_records(page_ids: Collection[int]) -> list[SearchRecord]:
    """The records of those of the pages that are public, as they are stored."""
    items = ContentItem.objects.filter(pk__in=page_ids, public=True, removed_at=None).defer("card", "json_ld")
    return records_of([(item, json.loads(bytes(item.detail))) for item in items])


def records_of(found: Iterable[tuple[ContentItem, Detail]]) -> list[SearchRecord]:
    """The records of items with these public details; none for types that are not searched."""
    profiles = registry.read("search_profiles")
    searched = [(item, detail) for item, detail in found if detail["type"] in profiles]
    if not searched:
        return []
    ids, locales = [item.pk for item, _detail in searched], {detail["locale"] for _item, detail in searched}
    tags = _grouped(ItemTag.objects.filter(item__in=ids).values_list("item_id", "tag"), divide)
    facets = _grouped(ItemFacet.objects.filter(item__in=ids).values_list("item_id", "name", "value"), lambda *row: row)
    names = _names({tag for known in tags.values() for tag in known}, locales)
    pages = pages_of({item.pk: detail for item, detail in searched})
    return [
        _record(
            item,
            detail,
            pages.get(item.pk),
            profiles[detail["type"]],
            _facets(item.type, profiles[detail["type"]], facets.get(item.pk, ()), tags.get(item.pk, ())),
            sorted({name for tag in tags.get(item.pk, ()) for name in names.get(tag, {}).get(detail["locale"], ())}),
        )
        for item, detail in searched
    ]


def divide(tag: str) -> tuple[str, str]:
    """(kind, value) of a dependency tag."""
    kind, _, value = tag.partition(":")
    return kind, value


def _grouped(rows: Iterable[tuple], made: Any) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for item_id, *rest in rows:
        found.setdefault(item_id, []).append(made(*rest))
    return found


def _record(
    item: ContentItem, detail: Detail, page: Page | None, profile: SearchProfile, facets: Values, names: Sequence[str]
) -> SearchRecord:
    lead, pieces = plain(detail["lead"]), [*body_words(detail["body"]), *words_at(detail, profile.words)]
    latitude, longitude = (profile.point(detail) if profile.point else None) or (None, None)
    return SearchRecord(
        latitude=latitude,
        longitude=longitude,
        key=page_key(item.pk),
        page_id=item.pk,
        type=detail["type"],
        locale=detail["locale"],
        url=detail["url"],
        title=detail["title"],
        names=tuple(names),
        lead=lead,
        text="\n".join(pieces),
        foreign=foreign_pieces([lead, *pieces], languages_of(page, detail)) or None,
        date=item.date,
        facets=facets,
        visible_from=item.visible_from,
        expires_at=item.expires_at,
        valid_until=item.valid_until,
        weight=profile.weight,
    )


def _facets(
    kind: str, profile: SearchProfile, stored: Iterable[tuple[str, str]], tags: Iterable[tuple[str, str]]
) -> Values:
    """Values by the declared names, the type, and what sources follow."""
    names = {facet.stored: name for name, facet in {**EVERYWHERE, **profile.facets}.items()}
    follows = {source.follows for source in sources()}
    found: Values = {TYPE: {kind}}
    for name, value in stored:
        if name in names:
            found.setdefault(names[name], set()).add(value)
    for followed, value in tags:
        if followed in follows:
            found.setdefault(INTERNAL + followed, set()).add(value)
    return found


def _names(tags: Iterable[tuple[str, str]], locales: Collection[str]) -> dict[tuple[str, str], Names]:
    """By tag every name of the entity, in all languages and of all times; of persons only the shown one.

    Items are tagged with persons they hide, too: whom visitors may not see, no word may find.
    """
    wanted: dict[str, list[int]] = {}
    for kind, value in tags:
        if kind in NAMED and value.isdigit():
            wanted.setdefault(kind, []).append(int(value))
    found: dict[tuple[str, str], Names] = {}
    for kind, keys in wanted.items():
        if NAMED[kind] is entities.Person:
            found.update(((kind, key), names) for key, names in _names_of_persons(keys, locales))
            continue
        for entity in NAMED[kind].objects.filter(pk__in=keys).prefetch_related("names"):
            if getattr(entity, "is_public", True):
                texts = {row.text for row in entity.names.all()} | {getattr(entity, "abbreviation", "")}
                found[kind, str(entity.pk)] = dict.fromkeys(locales, texts - {""})
    return found


def _names_of_persons(keys: Collection[int], locales: Collection[str]) -> Iterator[tuple[str, Names]]:
    """The name visitors read; a key that stands in for a missing name may tell a former one."""
    for person in entities.Person.objects.filter(pk__in=keys).prefetch_related("names"):
        if person.is_public:
            texts = {row.text for row in person.names.all()}
            yield str(person.pk), {locale: {person.localized_name(locale)[0]} & texts for locale in locales}
