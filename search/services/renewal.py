"""Documents of items past their time, renewed in memory; the worker stores them later."""

from collections.abc import Iterable
from datetime import datetime

from cms.content_store.models import ContentItem
from cms.content_store.services import reading
from search.models import SearchDocument

from . import storing
from .indexing import record_of


def renewed(documents: Iterable[SearchDocument], now: datetime) -> dict[str, SearchDocument]:
    """Those whose rendering changed by the clock, by key, as they are at the moment."""
    due = [document for document in documents if document.valid_until and document.valid_until <= now]
    items = ContentItem.objects.in_bulk([document.page_id for document in due]) if due else {}
    found = {}
    for item in items.values():
        detail = reading.detail_of(item.pk)
        record = record_of(item, detail.data) if detail else None
        if record:
            found[record.key] = storing.document_of(record)
    return found
