"""Writing items with the page: render, withdraw, and follow up what depends on a change.

Every function is safe inside and outside a transaction, and takes the writer's turn before it reads.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from cms.content_store.models import ContentItem

from . import turns
from .following import Round, concerns_others
from .rendering import render
from .storing import mark_dirty, readdress_below, store, take_out
from .visibility import is_public, read

logger = logging.getLogger(__name__)

# More dependants than this wait for the worker; each costs about ten milliseconds of the publishing request.
INLINE_LIMIT = 50


def write(page: Page, *, contained: bool = False) -> None:
    """Store the live page as readers get it now, or withdraw it when they must not; dependants follow.

    A contained failure is logged and left to the worker instead of being raised.
    """
    with gathering() as gathered:
        gathered.add(page.pk, contained)


def withdraw(page: Page) -> None:
    """Take the page itself out at once; what is below stays."""
    with turns.one_writer():
        touch(take_out(ContentItem.objects.filter(pk=page.pk, removed_at__isnull=True)))


def withdraw_below(path: str) -> None:
    """Take a page and all below it out at once, by its tree path."""
    with turns.one_writer():
        touch(take_out(ContentItem.objects.filter(tree_path__startswith=path, removed_at__isnull=True)))


def touch(tags: Iterable[str]) -> None:
    """Render again what depends on any of these; beyond the limit, leave it to the worker.

    Titles that are computed from changed names are brought up to date first.
    """
    wanted = set(tags)
    if wanted:
        with gathering() as gathered:
            gathered.tags |= wanted


def refresh(page_ids: Iterable[int]) -> None:
    """Render these pages again without telling others: the first ones now, the rest by the worker.

    One that cannot be rendered stays as it was, marked for the worker: somebody else's change must not fail with it.
    """
    with gathering() as gathered:
        gathered.stale.update(dict.fromkeys(page_ids))


@contextmanager
def gathering() -> Iterator[turns.Gathered]:
    """What changes inside is followed once at the end of the outermost one, within its transaction if it has one.

    Pages that are written together are rendered once each, when all of them can be linked to. Withdrawals do not wait.
    """
    known = turns.gathered()
    if known is not None:
        yield known
        return
    with turns.keeping() as gathered:
        yield gathered
    if gathered:
        with turns.one_writer():
            _follow(gathered)


@contextmanager
def many_writes(inline: int | None = None) -> Iterator[None]:
    """One transaction around a batch of publishes, about twenty families: lists and dependants follow once.

    A page that cannot be rendered is left to the worker, and so are dependants beyond `inline` (INLINE_LIMIT).
    """
    with turns.one_writer(), gathering() as gathered:
        gathered.contains, gathered.inline = True, inline
        yield


def rewrite(page_id: int, *, telling: bool = False) -> None:
    """Render one page again from what is stored now; `telling`, what links to it or gathers it follows if need be."""
    with turns.one_writer():
        page = read(page_id)
        if page is not None and is_public(page):
            rendering = render(page)
            if telling and concerns_others(rendering):
                write(page)
            else:
                store(rendering)
        else:
            touch(take_out(ContentItem.objects.filter(pk=page_id, removed_at__isnull=True)))
            ContentItem.objects.filter(pk=page_id).update(dirty_since=None)


def revisit_below(path: str) -> None:
    """A restriction above these pages is gone, or they moved: write those that are public now."""
    live = Page.objects.filter(path__startswith=path, live=True).order_by("path")
    with turns.one_writer(), gathering():
        for page in live[:INLINE_LIMIT]:
            write(page)
        mark_dirty([page.pk for page in live[INLINE_LIMIT:]])


def move_below(path: str) -> None:
    """The address of a page changed: give it and all below it their new paths at once, and render them again."""
    with turns.one_writer(), gathering():
        below, shown_by = readdress_below(path)
        refresh(below)
        touch(shown_by)


def follow_order_below(parent_id: int) -> None:
    """Moving and ordering give siblings and what is below them new tree paths without telling anyone."""
    parent = Page.objects.filter(pk=parent_id).first()
    if parent is not None:
        path = Page.objects.filter(pk=OuterRef("page_id")).values("path")
        below = Page.objects.filter(path__startswith=parent.path)
        ContentItem.objects.filter(pk__in=below.values("pk")).update(tree_path=Subquery(path))


def _follow(gathered: turns.Gathered) -> None:
    with turns.keeping() as meanwhile:
        stale = Round(gathered).run()
    limit = INLINE_LIMIT if gathered.inline is None else gathered.inline
    for page_id in stale[:limit]:
        try:
            with transaction.atomic():
                rewrite(page_id)
        except Exception:
            logger.exception("content_store.refresh_failed", extra={"page_id": page_id})
            mark_dirty([page_id])
    mark_dirty(stale[limit:])
    if meanwhile:
        _follow(meanwhile)
