"""Follows the content store within its transaction, so that nothing withdrawn can be found."""

from typing import Any

from django.dispatch import receiver

from cms.content_store.signals import item_changed

from .services import indexing


@receiver(item_changed)
def follow_item(page_id: int, removed: bool, **kwargs: Any) -> None:
    """Index or forget the page."""
    if removed:
        indexing.remove(page_id)
    else:
        indexing.index(page_id)
