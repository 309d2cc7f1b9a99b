"""Writing items with the page: render, withdraw, and follow up what depends on a change.

Every function is safe inside and outside a transaction, and takes the writer's turn before it reads.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.content_store.signals import item_changed

from . import turns
from .renaming import rename_by
from .rendering import Rendering, render
from .tags import link_tag, list_tags
from .visibility import is_public, public_path, read

logger = logging.getLogger(__name__)

# More dependants than this wait for the worker; each costs about ten milliseconds of the publishing request.
INLINE_LIMIT = 50
CHUNK = 500
LINK_FIELDS = ("public", "type", "url_path", "title", "date", "visible_from", "expires_at")
WITHDRAWN: dict[str, Any] = {
    "public": False, "in_menu": False, "card": b"", "detail": b"", "json_ld": None, "etag": "",
    "valid_until": None, "dirty_since": None,
}  # fmt: skip


def write(page: Page) -> None:
    """Store the live page as readers get it now, or withdraw it when they must not; dependants follow."""
    with turns.one_writer():
        fresh = read(page.pk)
        if fresh is None or not is_public(fresh):
            withdraw(page)
            return
        before = ContentItem.objects.filter(pk=page.pk).first()
        facets_before = _facets(page.pk)
        rendering = render(fresh)
        moved = before is not None and before.public and before.url_path != rendering.fields["url_path"]
        store(rendering)
        if moved:
            move_below(fresh.path)
        touch(_changes(before, rendering, facets_before))


def withdraw(page: Page) -> None:
    """Take the page itself out at once; what is below stays."""
    with turns.one_writer():
        _withdraw(ContentItem.objects.filter(pk=page.pk, removed_at__isnull=True))


def withdraw_below(path: str) -> None:
    """Take a page and all below it out at once, by its tree path."""
    with turns.one_writer():
        _withdraw(ContentItem.objects.filter(tree_path__startswith=path, removed_at__isnull=True))


def touch(tags: Iterable[str]) -> None:
    """Render again what depends on any of these; beyond the limit, leave it to the worker.

    Titles that are computed from changed names are brought up to date first.
    """
    wanted = set(tags)
    if not wanted or turns.collect(wanted):
        return
    with turns.one_writer():
        refresh(_dependants(wanted | rename_by(wanted)))


def leave_to_worker(tags: Iterable[str]) -> None:
    """Mark what depends on any of these: after many writes, each dependant is rendered once instead of many times."""
    with turns.one_writer():
        mark_dirty(_dependants(set(tags)))


def refresh(page_ids: Iterable[int]) -> None:
    """Render these pages again without telling others: the first ones now, the rest by the worker.

    One that cannot be rendered stays as it was, marked for the worker: somebody else's change must not fail with it.
    """
    ids = list(page_ids)
    with turns.one_writer():
        for page_id in ids[:INLINE_LIMIT]:
            try:
                with transaction.atomic():
                    rewrite(page_id)
            except Exception:
                logger.exception("content_store.refresh_failed", extra={"page_id": page_id})
                mark_dirty([page_id])
        mark_dirty(ids[INLINE_LIMIT:])


def rewrite(page_id: int) -> None:
    """Render one page again from what is stored now."""
    with turns.one_writer():
        page = read(page_id)
        if page is not None and is_public(page):
            store(render(page))
        else:
            _withdraw(ContentItem.objects.filter(pk=page_id, removed_at__isnull=True))
            ContentItem.objects.filter(pk=page_id).update(dirty_since=None)


def revisit_below(path: str) -> None:
    """A restriction above these pages is gone, or they moved: write those that are public now."""
    live = Page.objects.filter(path__startswith=path, live=True).order_by("path")
    with turns.one_writer():
        for page in live[:INLINE_LIMIT]:
            write(page)
        mark_dirty([page.pk for page in live[INLINE_LIMIT:]])


def move_below(path: str) -> None:
    """The address of a page changed: give it and all below it their new paths at once, and render them again."""
    with turns.one_writer():
        pages = Page.objects.filter(path__startswith=path)
        below = ContentItem.objects.filter(page_id__in=pages.values("pk"))
        items = {item.pk: item for item in below.only("pk", "translation_key", "url_path", "tree_path")}
        for page in pages:
            if page.pk in items:
                items[page.pk].tree_path = page.path
                items[page.pk].url_path = public_path(page) or items[page.pk].url_path
        ContentItem.objects.bulk_update(items.values(), ["tree_path", "url_path"], batch_size=CHUNK)
        refresh(items)
        touch(link_tag(item.translation_key) for item in items.values())


def follow_order_below(parent_id: int) -> None:
    """Moving and ordering give siblings and what is below them new tree paths without telling anyone."""
    parent = Page.objects.filter(pk=parent_id).first()
    if parent is not None:
        path = Page.objects.filter(pk=OuterRef("page_id")).values("path")
        below = Page.objects.filter(path__startswith=parent.path)
        ContentItem.objects.filter(pk__in=below.values("pk")).update(tree_path=Subquery(path))


def store(rendering: Rendering) -> None:
    """Replace the item of one page and what finds it."""
    item = ContentItem(
        page_id=rendering.page_id, public=True, removed_at=None, dirty_since=None,
        changed_at=_changed_at(rendering), **rendering.fields,
    )  # fmt: skip
    columns = [field.name for field in ContentItem._meta.concrete_fields if not field.primary_key]
    ContentItem.objects.bulk_create([item], update_conflicts=True, unique_fields=["page_id"], update_fields=columns)
    _replace_tags(rendering)
    _replace_facets(rendering)
    item_changed.send(sender=ContentItem, page_id=item.pk, item_type=item.type, locale=item.locale, removed=False)


def mark_dirty(page_ids: Iterable[int]) -> None:
    """Leave pages to the worker; a page without item gets a row that is not public."""
    ids, now = list(page_ids), timezone.now()
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        ContentItem.objects.filter(pk__in=chunk).update(dirty_since=now)
        known = set(ContentItem.objects.filter(pk__in=chunk).values_list("pk", flat=True))
        missing = Page.objects.filter(pk__in=set(chunk) - known).select_related("locale")
        ContentItem.objects.bulk_create(_placeholder(page, now) for page in missing)


def _placeholder(page: Page, now: Any) -> ContentItem:
    return ContentItem(
        page_id=page.pk, locale=page.locale.language_code, translation_key=page.translation_key,
        tree_path=page.path, title=page.title, date=now.date(), sort_key=b"", updated_at=now, dirty_since=now,
        card=b"", detail=b"",
    )  # fmt: skip


def _withdraw(items: Any) -> None:
    """One UPDATE for all; their dependants follow."""
    gone = list(items.values_list("pk", "type", "locale", "translation_key"))
    if not gone:
        return
    ids = [page_id for page_id, *_facts in gone]
    tags = {f"page:{page_id}" for page_id in ids} | {link_tag(key) for *_facts, key in gone}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for facet in ItemFacet.objects.filter(item_id__in=chunk):
            tags |= list_tags({facet.name: [facet.value]})
        ItemFacet.objects.filter(item_id__in=chunk).delete()
        ItemTag.objects.filter(item_id__in=chunk).delete()
    items.update(**WITHDRAWN, removed_at=timezone.now())
    for page_id, item_type, locale, _key in gone:
        item_changed.send(sender=ContentItem, page_id=page_id, item_type=item_type, locale=locale, removed=True)
    touch(tags)


def _changes(before: ContentItem | None, rendering: Rendering, facets_before: dict[str, list[str]]) -> set[str]:
    """The tags under which others may have read what is different now."""
    after = {"public": True, **rendering.fields}
    tags: set[str] = set()
    facet_tags_before, facet_tags = list_tags(facets_before), list_tags(rendering.facets)
    if before is None or any(getattr(before, name) != after[name] for name in LINK_FIELDS):
        tags.add(link_tag(after["translation_key"]))
    if before is None or bytes(before.detail) != after["detail"] or bytes(before.card) != after["card"]:
        tags |= {f"page:{rendering.page_id}"} | facet_tags_before | facet_tags
    return tags | (facet_tags_before ^ facet_tags)


def _dependants(tags: set[str]) -> list[int]:
    found: set[int] = set()
    wanted = sorted(tags)
    for start in range(0, len(wanted), CHUNK):
        rows = ItemTag.objects.filter(tag__in=wanted[start : start + CHUNK])
        found.update(rows.values_list("item_id", flat=True))
    return sorted(found, reverse=True)


def _facets(page_id: int) -> dict[str, list[str]]:
    facets: dict[str, list[str]] = {}
    for name, value in ItemFacet.objects.filter(item_id=page_id).values_list("name", "value"):
        facets.setdefault(name, []).append(value)
    return facets


def _changed_at(rendering: Rendering) -> Any:
    """Now, or since when the stored rendering is the same."""
    same = ContentItem.objects.filter(pk=rendering.page_id, public=True, etag=rendering.fields["etag"])
    return same.values_list("changed_at", flat=True).first() or timezone.now()


def _replace_tags(rendering: Rendering) -> None:
    rows = ItemTag.objects.filter(item_id=rendering.page_id)
    stored = set(rows.values_list("tag", flat=True))
    if stored - rendering.tags:
        rows.exclude(tag__in=rendering.tags).delete()
    ItemTag.objects.bulk_create(ItemTag(item_id=rendering.page_id, tag=tag) for tag in sorted(rendering.tags - stored))


def _replace_facets(rendering: Rendering) -> None:
    wanted = {(name, value) for name, values in rendering.facets.items() for value in values}
    rows = ItemFacet.objects.filter(item_id=rendering.page_id).values_list("name", "value", "locale", "date")
    if set(rows) == {(*pair, rendering.fields["locale"], rendering.fields["date"]) for pair in wanted}:
        return
    ItemFacet.objects.filter(item_id=rendering.page_id).delete()
    ItemFacet.objects.bulk_create(
        ItemFacet(
            item_id=rendering.page_id,
            name=name,
            value=value,
            locale=rendering.fields["locale"],
            date=rendering.fields["date"],
        )
        for name, value in sorted(wanted)
    )
