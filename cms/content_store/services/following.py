"""One round of following: pages that changed together are rendered once each, and what depends on them is found."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem, ItemFacet, ItemTag

from . import storing
from .renaming import rename_by
from .rendering import Rendering, render
from .tags import link_tag, list_tags
from .turns import Gathered
from .visibility import is_public, presenter_of, public_path

logger = logging.getLogger(__name__)

Facets = dict[str, list[str]]
Result = TypeVar("Result")


class Round:
    """What was gathered, and in which order it came to be: a page rendered after a change has seen it."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        # Tag -> how many pages had been rendered when it changed; page -> which one it was.
        self.changed: dict[str, int] = {}
        self.rendered: dict[int, int] = {}
        self.failed: set[int] = set()

    def run(self) -> list[int]:
        """Write the pages; returns those that have to be rendered again because of what changed."""
        self._note(self.gathered.tags | rename_by(self.gathered.tags))
        pages = self._announced()
        facets = _facets(pages)
        for page_id, (page, before) in pages.items():
            self._attempt(page_id, lambda page=page, before=before: self._write(page, before, facets.get(page.pk, {})))
        marked = [page_id for page_id in self.gathered.stale if page_id not in self.rendered]
        return [page_id for page_id in dict.fromkeys([*marked, *self._dependants()]) if page_id not in self.failed]

    def _note(self, tags: set[str], seen_by_last: bool = False) -> None:
        """Changes after the last rendering, or those of the page that was rendered last: no page gathers itself."""
        self.changed.update(dict.fromkeys(tags, len(self.rendered) - seen_by_last))

    def _announced(self) -> dict[int, tuple[Page, ContentItem | None]]:
        """The public ones among the pages, with their items as others can link to them now; the others are out."""
        ids = list(self.gathered.written)
        if not ids:
            return {}
        pages = Page.objects.filter(pk__in=ids).select_related("locale", for_specific_subqueries=True)
        stored = {page.pk: page for page in pages.specific()}
        public = {pk: stored[pk] for pk in ids if pk in stored and is_public(stored[pk])}
        gone = set(ids) - set(public)
        if gone:
            self._note(storing.take_out(ContentItem.objects.filter(pk__in=gone, removed_at__isnull=True)))
        before = ContentItem.objects.in_bulk(list(public))
        changed: list[ContentItem] = []
        moved: list[Page] = []
        found: dict[int, tuple[Page, ContentItem | None]] = {}
        for pk, page in public.items():
            links = self._attempt(pk, lambda page=page: _links(page))
            if links is None:
                continue
            item = before.get(pk)
            if item is not None and item.public and item.url_path != links["url_path"]:
                moved.append(page)
            if item is None or any(getattr(item, name) != value for name, value in links.items()):
                changed.append(_announcement(page, item, links))
            found[pk] = (page, item)
        if changed:
            storing.announce(changed)
            self._note({link_tag(item.translation_key) for item in changed})
        for page in moved:
            below, shown_by = storing.readdress_below(page.path)
            self.gathered.stale.update(dict.fromkeys(below))
            self._note(shown_by)
        return found

    def _write(self, page: Page, before: ContentItem | None, facets_before: Facets) -> None:
        rendering = render(page)
        storing.store(rendering, first=before is None, before=before)
        self.rendered[page.pk] = len(self.rendered) + 1
        self._note(_changes(before, rendering, facets_before), seen_by_last=True)

    def _attempt(self, page_id: int, action: Callable[[], Result]) -> Result | None:
        """A contained failure is undone, logged, and left to the worker."""
        if not self.gathered.written[page_id]:
            return action()
        try:
            with transaction.atomic():
                return action()
        except Exception:
            logger.exception("content_store.write_failed", extra={"page_id": page_id})
            self.failed.add(page_id)
            self._note({storing.take_back(page_id)})
        return None

    def _dependants(self) -> list[int]:
        """Pages that were not rendered, or rendered before what they read had changed; the newest first."""
        found: set[int] = set()
        wanted = sorted(self.changed)
        for start in range(0, len(wanted), storing.CHUNK):
            rows = ItemTag.objects.filter(tag__in=wanted[start : start + storing.CHUNK]).values_list("item_id", "tag")
            found.update(item_id for item_id, tag in rows if self.rendered.get(item_id, 0) <= self.changed[tag])
        return sorted(found, reverse=True)


def concerns_others(rendering: Rendering) -> bool:
    """Whether links or lists read anything else of it than what is stored: one left to the worker has told nobody."""
    item = ContentItem.objects.filter(pk=rendering.page_id, public=True).first()
    if item is None:
        return True
    after = {"public": True, **rendering.fields}
    if any(getattr(item, name) != after[name] for name in storing.LINK_FIELDS):
        return True
    return storing.lists_with([item.pk]) != list_tags(rendering.facets)


def _links(page: Page) -> dict[str, object]:
    """What links to a page read of its item."""
    presenter = presenter_of(page)
    return {
        "public": True,
        "type": presenter.type,
        "url_path": public_path(page),
        "title": page.title,
        "date": presenter.date(page),
        "visible_from": presenter.visible_from(page),
        "expires_at": page.expire_at,
    }


def _announcement(page: Page, item: ContentItem | None, links: dict[str, object]) -> ContentItem:
    """The item as it was with what links read of it; an empty one for a page that has none."""
    if item is None:
        return ContentItem(
            page_id=page.pk, locale=page.locale.language_code, translation_key=page.translation_key,
            tree_path=page.path, sort_key=b"", updated_at=timezone.now(), card=b"", detail=b"", **links,
        )  # fmt: skip
    for name, value in links.items():
        setattr(item, name, value)
    item.removed_at = None
    return item


def _facets(page_ids: dict[int, object]) -> dict[int, Facets]:
    found: dict[int, Facets] = {}
    for item_id, name, value in ItemFacet.objects.filter(item_id__in=page_ids).values_list("item_id", "name", "value"):
        found.setdefault(item_id, {}).setdefault(name, []).append(value)
    return found


def _changes(before: ContentItem | None, rendering: Rendering, facets_before: Facets) -> set[str]:
    """The tags under which others may have read what is different now; the announcement was told before."""
    after = {"public": True, **rendering.fields}
    tags: set[str] = set()
    facet_tags_before, facet_tags = list_tags(facets_before), list_tags(rendering.facets)
    if before is not None and any(getattr(before, name) != after[name] for name in storing.LINK_FIELDS):
        tags.add(link_tag(after["translation_key"]))
    if before is None or bytes(before.detail) != after["detail"] or bytes(before.card) != after["card"]:
        tags |= {f"page:{rendering.page_id}"} | facet_tags_before | facet_tags
    return tags | (facet_tags_before ^ facet_tags)
