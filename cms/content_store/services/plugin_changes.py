"""What was rendered with other plugins than those active now: pages of their types, blocks in any page."""

import logging
from collections.abc import Callable

from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem, ItemTag
from cms.plugins.registry import registry

from . import turns, writing
from .tags import BLOCK_MISSING, BLOCK_SHOWN, TYPE_MISSING

logger = logging.getLogger(__name__)


def follow() -> None:
    """Withdraw pages whose plugin is gone, bring back those whose plugin is back, mark bodies with such blocks."""
    types = {presenter.type for presenter in registry.read("presenters").values()}
    gone = list(ContentItem.objects.filter(public=True).exclude(type__in=types).values_list("pk", "type"))
    for page_id, kind in gone:
        _safely(page_id, lambda page_id=page_id, kind=kind: _withdraw(page_id, kind))
    back = [tag for tag in _tags(TYPE_MISSING) if tag.removeprefix(TYPE_MISSING) in types]
    for page in Page.objects.filter(pk__in=ItemTag.objects.filter(tag__in=back).values("item_id")):
        _safely(page.pk, lambda page=page: _restore(page))
    blocks = registry.read("content_blocks")
    changed = [tag for tag in _tags(BLOCK_SHOWN) if tag.removeprefix(BLOCK_SHOWN) not in blocks]
    changed += [tag for tag in _tags(BLOCK_MISSING) if tag.removeprefix(BLOCK_MISSING) in blocks]
    if changed:
        holding = ItemTag.objects.filter(tag__in=changed).values("item_id")
        ContentItem.objects.filter(pk__in=holding, public=True).update(dirty_since=timezone.now())


def _withdraw(page_id: int, kind: str) -> None:
    """Out, with a mark by which the page is found when its plugin returns."""
    with turns.one_writer():
        writing.rewrite(page_id)
        ItemTag.objects.get_or_create(item_id=page_id, tag=f"{TYPE_MISSING}{kind}")


def _restore(page: Page) -> None:
    """In again; what is not public any more only loses the mark."""
    with turns.one_writer():
        ItemTag.objects.filter(item_id=page.pk, tag__startswith=TYPE_MISSING).delete()
        writing.write(page)


def _safely(page_id: int, change: Callable[[], None]) -> None:
    """One page that cannot be rendered must not keep the others as they were; the next run tries again."""
    try:
        change()
    except Exception:
        logger.exception("content_store.plugin_change_failed", extra={"page_id": page_id})


def _tags(prefix: str) -> list[str]:
    return list(ItemTag.objects.filter(tag__startswith=prefix).values_list("tag", flat=True).distinct())
