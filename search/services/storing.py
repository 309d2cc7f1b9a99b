"""Records as documents: tables and the database's index in the transaction at hand, in few statements for many."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha1
from operator import attrgetter

from django.db import transaction

from cms.content_store.collation import sort_key
from search.engines.database import tables, vocabulary
from search.models import SearchDocument, SearchFacet
from search.profiles import called
from search.records import SearchRecord
from search.signals import documents_changed
from search.tokens import FORM

TITLE_LENGTH, SORT_KEY_BYTES = 500, 100
COPIED = (
    "page_id", "type", "locale", "url", "lead", "text", "date", "latitude", "longitude", "visible_from", "expires_at",
    "valid_until", "weight", "foreign", "card",
)  # fmt: skip
values_of = attrgetter(*COPIED)
COLUMNS = [field.name for field in SearchDocument._meta.concrete_fields if not field.primary_key]
# What the words of a document are made of.
WORDED = ("locale", "title", "names", "lead", "text")


@transaction.atomic(savepoint=False)
def write(records: Iterable[SearchRecord], *, forgets: bool = True) -> int:
    """Make or replace the records' documents, each key's last one; returns how many differed from what was stored.

    Whoever has the words of all documents rebuilt afterwards need not have the lost ones forgotten.
    """
    changed = _changed({record.key: record for record in records})
    if changed:
        documents = [document for document, _record in changed]
        before = SearchDocument.objects.only(*WORDED).in_bulk([document.pk for document in documents if document.pk])
        _save(documents)
        _write_facets([(document.pk, record) for document, record in changed], before)
        tables.write(documents)
        vocabulary.follow(documents, list(before.values()) if forgets else ())
        documents_changed.send(SearchDocument, keys=[document.key for document in documents])
    return len(changed)


@transaction.atomic(savepoint=False)
def forget(keys: Collection[str]) -> int:
    """Remove documents; keys without one are ignored. Returns how many there were."""
    found = list(SearchDocument.objects.filter(key__in=keys)) if keys else []
    if found:
        ids = [document.pk for document in found]
        tables.erase(ids)
        SearchDocument.objects.filter(pk__in=ids).delete()
        vocabulary.follow([], found)
        documents_changed.send(SearchDocument, keys=[document.key for document in found])
    return len(found)


def document_of(record: SearchRecord) -> SearchDocument:
    """The record as a document that is not stored."""
    fields = dict(zip(COPIED, values_of(record), strict=True))
    return SearchDocument(
        **fields,
        key=record.key,
        title=record.title[:TITLE_LENGTH],
        names="\n".join(record.names),
        sort_key=sort_key(record.title)[:SORT_KEY_BYTES].hex(),
        version=version_of(record),
    )


def version_of(record: SearchRecord) -> str:
    """Differs when anything that is indexed differs, or how it is indexed."""
    facets = sorted((name, sorted(values)) for name, values in record.facets.items())
    form = (FORM, called(record.type, record.locale))
    told = repr((form, record.key, record.title, record.names, values_of(record), facets))
    return sha1(told.encode()).hexdigest()  # noqa: S324


def _changed(records: Mapping[str, SearchRecord]) -> list[tuple[SearchDocument, SearchRecord]]:
    """Documents that are new or differ from the stored ones, which lend them their ids."""
    rows = SearchDocument.objects.filter(key__in=records).values_list("key", "pk", "version") if records else ()
    stored = {key: (pk, version) for key, pk, version in rows}
    found = []
    for key, record in records.items():
        pk, version = stored.get(key, (None, None))
        if version_of(record) != version:
            document = document_of(record)
            document.pk = pk
            found.append((document, record))
    return found


def _save(documents: Iterable[SearchDocument]) -> None:
    SearchDocument.objects.bulk_create(documents, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS)


def _write_facets(changed: Sequence[tuple[int, SearchRecord]], before: Collection[int]) -> None:
    """Values that stay are left alone; documents that were not there `before` have none."""
    wanted = {(pk, name, value) for pk, record in changed for name, values in record.facets.items() for value in values}
    rows = SearchFacet.objects.filter(document__in=before).values_list("document_id", "name", "value", "pk")
    stored = {tuple(row): pk for *row, pk in rows} if before else {}
    if gone := [pk for row, pk in stored.items() if row not in wanted]:
        SearchFacet.objects.filter(pk__in=gone).delete()
    SearchFacet.objects.bulk_create(
        SearchFacet(document_id=pk, name=name, value=value) for pk, name, value in sorted(wanted - stored.keys())
    )
