"""Follows the content store within its transaction, so that nothing withdrawn can be found."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from cms.content_store.signals import item_changed

from .services import indexing
from .services.server import outbox
from .signals import documents_changed


@receiver(item_changed)
def follow_item(page_id: int, removed: bool, **kwargs: Any) -> None:
    """Index or forget the page."""
    if removed:
        indexing.remove(page_id)
    else:
        indexing.index(page_id)


@receiver(documents_changed)
def tell_server(keys: Collection[str], **kwargs: Any) -> None:
    """Noted with the change, so that none is lost."""
    outbox.note(keys)
