"""All documents anew from the content store, in portions between which others write; whatever is stored already stays.

Ended at any moment, the next rebuild passes over what this one has done: it differs in nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, QuerySet

from cms.content_store.models import ContentItem
from cms.content_store.services import turns
from search.engines.database import vocabulary
from search.models import SearchDocument, SearchFacet
from search.records import INTERNAL

from . import indexing, storing
from .items import page_key, public_records, sources

# Publishing waits while one of them is written.
PORTION = 200


@dataclass(frozen=True)
class Progress:
    """So many pages of all were looked at; `written` is how many documents differed from what was stored."""

    done: int
    of: int
    written: int


def rebuild() -> Iterator[Progress]:
    """Index every public item, then what stands behind the pages, and forget the rest, words too."""
    items = ContentItem.objects.filter(public=True, removed_at=None)
    of, done, written = items.count(), 0, 0
    for page_ids in _portions(items.order_by("pk"), "pk"):
        written += _index(page_ids)
        done += len(page_ids)
        yield Progress(done, of, written)
    public = items.filter(pk=OuterRef("page_id"))
    stale = SearchDocument.objects.filter(~Exists(public), page_id__isnull=False).order_by("page_id")
    for page_ids in _portions(stale, "page_id"):
        written += _index(page_ids)
    written += _follow()
    vocabulary.rebuild()
    yield Progress(done, of, written)


def _portions(rows: QuerySet, number: str) -> Iterator[list[int]]:
    """Numbers in ascending order; those that come while others are worked at are among them."""
    last = -1
    while portion := list(rows.filter(**{f"{number}__gt": last}).values_list(number, flat=True)[:PORTION]):
        yield portion
        last = portion[-1]


def _index(page_ids: Sequence[int]) -> int:
    """Write these pages as they are now; in one turn, so that none is withdrawn between reading and writing."""
    with turns.one_writer():
        records = public_records(page_ids)
        gone = {page_key(page_id) for page_id in page_ids} - {record.key for record in records}
        return storing.write(records, forgets=False) + storing.forget(gone)


def _follow() -> int:
    """Write what stands behind the pages, and forget what stands behind none."""
    written = 0
    for locale in SearchDocument.objects.values_list("locale", flat=True).distinct().order_by("locale"):
        for kind in sorted({source.follows for source in sources()}):
            shown = SearchFacet.objects.filter(document__locale=locale, name=INTERNAL + kind).distinct()
            values = iter(sorted(shown.values_list("value", flat=True)))
            while portion := list(islice(values, PORTION)):
                with turns.one_writer():
                    written += indexing.refresh([(kind, value) for value in portion], locale)
    return written + _forget_unshown()


def _forget_unshown() -> int:
    """Of what is no page: things that no page shows any more, or whose app was taken out."""
    forgotten = 0
    others = SearchDocument.objects.filter(page_id=None, key__isnull=False).order_by("pk")
    for ids in _portions(others, "pk"):
        with turns.one_writer():
            keys = SearchDocument.objects.filter(pk__in=ids).values_list("key", flat=True)
            things = {tuple(key.split(":")): key for key in keys}
            forgotten += storing.forget([things[thing] for thing in things.keys() - _shown(things)])
    return forgotten


def _shown(things: Collection[tuple[str, ...]]) -> set[tuple[str, str, str]]:
    """(kind, value, locale) of those that pages show."""
    names = {INTERNAL + source.follows for source in sources()}
    rows = SearchFacet.objects.filter(
        name__in=names, value__in={value for _kind, value, *_locale in things}, document__page_id__isnull=False
    )
    found = rows.values_list("name", "value", "document__locale")
    return {(name.removeprefix(INTERNAL), value, locale) for name, value, locale in found}
