"""What the worker does for the store: dirty items, renderings past their time, a full rebuild, and the check."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem, ItemFacet, ItemTag

from . import plugin_changes, turns, writing
from .rendering import COMPARED, Rendering, render
from .visibility import is_public, read

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drift:
    """One page whose item is not what a fresh rendering gives."""

    page_id: int
    path: str
    what: str


def mark_all() -> None:
    """Ask the worker to render everything again."""
    ContentItem.objects.filter(removed_at__isnull=True).update(dirty_since=timezone.now())


def sweep() -> int:
    """Render every dirty or outdated item again, each in its own transaction; returns how many.

    Killed at any moment, it goes on where it stopped: the mark goes with the new rendering.
    """
    plugin_changes.follow()
    due = Q(dirty_since__isnull=False) | Q(valid_until__lte=timezone.now(), public=True)
    ids = list(ContentItem.objects.filter(due).order_by("dirty_since", "pk").values_list("pk", flat=True))
    done = 0
    for done, page_id in enumerate(ids, 1):
        _sweep_one(page_id)
        if done % 100 == 0:
            logger.info("content_store.sweep", extra={"done": done, "of": len(ids)})
    if done:
        logger.info("content_store.sweep", extra={"done": done, "of": len(ids)})
    return done


def rebuild() -> Iterator[tuple[int, int]]:
    """Render all pages anew, twice: links resolve through the store, so the second pass sees what the first wrote.

    Yields (done, of).
    """
    ids = list(Page.objects.filter(depth__gt=1).order_by("path").values_list("pk", flat=True))
    stale = ContentItem.objects.exclude(pk__in=ids).filter(public=True)
    steps = [*stale.values_list("pk", flat=True), *ids, *ids]
    for done, page_id in enumerate(steps, 1):
        with transaction.atomic():
            writing.rewrite(page_id)
        yield done, len(steps)


def drift(page_ids: Iterable[int] | None = None) -> Iterator[Drift]:
    """Compare items with fresh renderings; of the pages named, or of all."""
    pages = Page.objects.filter(depth__gt=1).order_by("path")
    if page_ids is not None:
        pages = pages.filter(pk__in=list(page_ids))
    known = set()
    for page_id in pages.values_list("pk", flat=True):
        known.add(page_id)
        with turns.one_writer():
            found = list(_drift_of(page_id))
        yield from found
    if page_ids is None:
        for item in ContentItem.objects.filter(public=True).exclude(pk__in=known):
            yield Drift(item.pk, item.url_path, "has no page")


def _sweep_one(page_id: int) -> None:
    try:
        writing.rewrite(page_id, telling=True)
    except Exception:
        # One page that cannot be rendered must not keep the others stale; it stays marked for the next run.
        logger.exception("content_store.sweep_failed", extra={"page_id": page_id})


def _drift_of(page_id: int) -> Iterator[Drift]:
    page = read(page_id)
    item = ContentItem.objects.filter(pk=page_id).first()
    if item is not None and (item.dirty_since or (item.valid_until and item.valid_until <= timezone.now())):
        # The worker knows already; a rendering past its time is renewed in memory when it is read.
        return
    expected = page is not None and is_public(page)
    stored = item is not None and item.public
    if expected != stored:
        yield Drift(page_id, page.url_path, "is missing" if expected else "is public although the page is not")
    elif expected:
        rendering = render(page)
        yield from (Drift(page_id, item.url_path, f"{name} differs") for name in differences(item, rendering))


def differences(item: ContentItem, rendering: Rendering) -> list[str]:
    """Names of what differs between an item and a rendering."""
    names = [name for name in COMPARED if _plain(getattr(item, name)) != _plain(rendering.fields[name])]
    if set(ItemTag.objects.filter(item=item).values_list("tag", flat=True)) != rendering.tags:
        names.append("tags")
    facets = {(name, value) for name, values in rendering.facets.items() for value in values}
    if set(ItemFacet.objects.filter(item=item).values_list("name", "value")) != facets:
        names.append("facets")
    return names


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
