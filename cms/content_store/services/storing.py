"""The rows of items: renderings and what finds them, withdrawals, announcements, and marks for the worker."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.content_store.signals import item_changed

from .rendering import Rendering
from .tags import link_tag, list_tag
from .visibility import public_path

CHUNK = 500
LINK_FIELDS = ("public", "type", "url_path", "title", "date", "visible_from", "expires_at")
WITHDRAWN: dict[str, Any] = {
    "public": False, "in_menu": False, "card": b"", "detail": b"", "json_ld": None, "etag": "",
    "valid_until": None, "dirty_since": None,
}  # fmt: skip


def store(rendering: Rendering, *, first: bool = False, before: ContentItem | None = None) -> None:
    """Replace the item of one page and what finds it; of a `first` one nothing was stored before.

    `before` is the item as it was, where it has been read already.
    """
    item = ContentItem(
        page_id=rendering.page_id, public=True, removed_at=None, dirty_since=None,
        changed_at=timezone.now() if first else _changed_at(rendering, before), **rendering.fields,
    )  # fmt: skip
    columns = [field.name for field in ContentItem._meta.concrete_fields if not field.primary_key]
    ContentItem.objects.bulk_create([item], update_conflicts=True, unique_fields=["page_id"], update_fields=columns)
    _replace_tags(rendering, first)
    _replace_facets(rendering, first)
    item_changed.send(sender=ContentItem, page_id=item.pk, item_type=item.type, locale=item.locale, removed=False)


def announce(items: Iterable[ContentItem]) -> None:
    """Give pages that are about to be rendered what links to them read."""
    ContentItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["page_id"], update_fields=[*LINK_FIELDS, "removed_at"]
    )


def take_back(page_id: int) -> str:
    """A page that was announced and could not be rendered: not public unless it was before, and left to the worker.

    The tag of links to it.
    """
    ContentItem.objects.filter(pk=page_id, card=b"").update(public=False)
    mark_dirty([page_id])
    return link_tag(ContentItem.objects.values_list("translation_key", flat=True).get(pk=page_id))


def take_out(items: QuerySet[ContentItem]) -> set[str]:
    """Withdraw items in one UPDATE; the tags of what depends on them."""
    gone = list(items.values_list("pk", "type", "locale", "translation_key"))
    if not gone:
        return set()
    ids = [page_id for page_id, *_facts in gone]
    tags = {f"page:{page_id}" for page_id in ids} | {link_tag(key) for *_facts, key in gone} | lists_with(ids)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        ItemFacet.objects.filter(item_id__in=chunk).delete()
        ItemTag.objects.filter(item_id__in=chunk).delete()
    items.update(**WITHDRAWN, removed_at=timezone.now())
    for page_id, item_type, locale, _key in gone:
        item_changed.send(sender=ContentItem, page_id=page_id, item_type=item_type, locale=locale, removed=True)
    return tags


def lists_with(page_ids: Sequence[int]) -> set[str]:
    """The tags of the lists in which pages stand by their stored facets."""
    tags: set[str] = set()
    for start in range(0, len(page_ids), CHUNK):
        facets = ItemFacet.objects.filter(item_id__in=page_ids[start : start + CHUNK])
        tags |= {list_tag(name, value) for name, value in facets.values_list("name", "value")}
    return tags


def readdress_below(path: str) -> tuple[list[int], set[str]]:
    """Give a page and all below it, whose address has changed, their new paths; their ids, and what shows addresses."""
    pages = Page.objects.filter(path__startswith=path)
    below = ContentItem.objects.filter(page_id__in=pages.values("pk"))
    items = {item.pk: item for item in below.only("pk", "translation_key", "url_path", "tree_path")}
    for page in pages:
        if page.pk in items:
            items[page.pk].tree_path = page.path
            items[page.pk].url_path = public_path(page) or items[page.pk].url_path
    ContentItem.objects.bulk_update(items.values(), ["tree_path", "url_path"], batch_size=CHUNK)
    return list(items), {link_tag(item.translation_key) for item in items.values()} | lists_with(list(items))


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


def _changed_at(rendering: Rendering, before: ContentItem | None) -> Any:
    """Now, or since when the stored rendering is the same."""
    stored = before or ContentItem.objects.only("public", "etag", "changed_at").filter(pk=rendering.page_id).first()
    same = stored is not None and stored.public and stored.etag == rendering.fields["etag"]
    return stored.changed_at if same else timezone.now()


def _replace_tags(rendering: Rendering, first: bool) -> None:
    rows = ItemTag.objects.filter(item_id=rendering.page_id)
    stored = set() if first else set(rows.values_list("tag", flat=True))
    if stored - rendering.tags:
        rows.exclude(tag__in=rendering.tags).delete()
    ItemTag.objects.bulk_create(ItemTag(item_id=rendering.page_id, tag=tag) for tag in sorted(rendering.tags - stored))


def _replace_facets(rendering: Rendering, first: bool) -> None:
    wanted = {(name, value) for name, values in rendering.facets.items() for value in values}
    stored = ItemFacet.objects.filter(item_id=rendering.page_id)
    rows = set() if first else set(stored.values_list("name", "value", "locale", "date"))
    if rows == {(*pair, rendering.fields["locale"], rendering.fields["date"]) for pair in wanted}:
        return
    if rows:
        stored.delete()
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
