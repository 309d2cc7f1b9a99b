"""Follows the content store within its transaction, so that nothing withdrawn can be found."""

from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.content_store.signals import item_changed
from cms.media.models import DocumentFile

from .services import indexing
from .services.documents import reading
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


@receiver(post_save, sender=DocumentFile)
def follow_document(instance: DocumentFile, **kwargs: Any) -> None:
    """Its text is read by the worker, so that no upload waits for it."""
    if not kwargs.get("raw") and reading.needs_reading(instance):
        reading.read_document.enqueue(instance.pk)


@receiver(connection_created)
def plan_only(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """PostgreSQL compiles what it takes for expensive: a second for each search that is answered in some ms."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
