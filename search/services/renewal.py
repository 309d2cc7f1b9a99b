"""Documents past their time, renewed in memory; the worker stores them later."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from cms.content_store.models import ContentItem
from cms.content_store.services import reading, turns
from cms.plugins.registry import registry
from search.models import SearchDocument
from search.records import SearchRecord

from . import storing
from .indexing import refresh
from .items import records_of

MOST_RENEWED = 500


def renewed(documents: Iterable[SearchDocument], now: datetime) -> dict[str, SearchDocument]:
    """Those that changed by the clock, by key, as they are at the moment."""
    due = [document for document in documents if document.valid_until and document.valid_until <= now]
    pages = [document for document in due if document.page_id]
    records = [*_of_pages(pages), *_of_sources([document for document in due if not document.page_id])]
    return {record.key: storing.document_of(record) for record in records}


def store_due() -> int:
    """Write anew what is no page and past its time; returns how much. The worker's minute does it."""
    due = SearchDocument.objects.filter(page_id=None, valid_until__lte=timezone.now()).order_by("valid_until")
    found: dict[str, set[tuple[str, str]]] = {}
    for key, locale in due.values_list("key", "locale")[:MOST_RENEWED]:
        kind, value, _locale = key.split(":")
        found.setdefault(locale, set()).add((kind, value))
    for locale, followed in found.items():
        # What the pages show is read in the turn: no page is withdrawn between reading and writing.
        with turns.one_writer():
            refresh(followed, locale)
    return sum(len(followed) for followed in found.values())


def _of_pages(due: Sequence[SearchDocument]) -> Iterable[SearchRecord]:
    items = ContentItem.objects.in_bulk([document.page_id for document in due]) if due else {}
    details = ((item, reading.detail_of(item.pk)) for item in items.values())
    return records_of((item, detail.data) for item, detail in details if detail)


def _of_sources(due: Sequence[SearchDocument]) -> Iterable[SearchRecord]:
    values: dict[tuple[str, str], set[str]] = {}
    for document in due:
        values.setdefault((document.type, document.locale), set()).add(document.key.split(":")[1])
    sources = registry.read("search_sources")
    for (kind, locale), found in values.items():
        if kind in sources:
            yield from sources[kind].records(found, locale)


def is_visible(document: SearchDocument, now: datetime) -> bool:
    """Whether readers may see it at the moment: an index that lags may still name what has had its time."""
    begun = document.visible_from is None or document.visible_from <= now
    return begun and (document.expires_at is None or document.expires_at > now)
