"""Records as documents: tables and the database's index in the transaction at hand."""

from collections.abc import Collection, Iterable
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


@transaction.atomic
def write(records: Iterable[SearchRecord]) -> int:
    """Make or replace the records' documents; returns how many."""
    written = [_write(record) for record in records]
    if written:
        documents_changed.send(SearchDocument, keys=[document.key for document in written])
    return len(written)


@transaction.atomic
def forget(keys: Collection[str]) -> None:
    """Remove documents; keys without one are ignored."""
    found = list(SearchDocument.objects.filter(key__in=keys))
    if found:
        tables.erase([document.pk for document in found])
        SearchDocument.objects.filter(pk__in=[document.pk for document in found]).delete()
        for document in found:
            vocabulary.forget(document.locale, vocabulary.entries(document))
        documents_changed.send(SearchDocument, keys=[document.key for document in found])


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


def _write(record: SearchRecord) -> SearchDocument:
    document = document_of(record)
    stored = SearchDocument.objects.filter(key=record.key).values_list("pk", "version").first()
    if stored and stored[1] == document.version:
        document.pk = stored[0]
        return document
    before = SearchDocument.objects.get(pk=stored[0]) if stored else None
    if before:
        document.pk = before.pk
    document.save(force_update=bool(before), force_insert=not before)
    _write_facets(document, record)
    tables.write(document)
    _write_words(document, before)
    return document


def _write_words(document: SearchDocument, before: SearchDocument | None) -> None:
    """Learn the document's words, and forget those that it and every other has lost."""
    found = vocabulary.entries(document)
    gone = vocabulary.entries(before) if before else {}
    same = found.keys() & gone.keys() if before and before.locale == document.locale else frozenset()
    vocabulary.learn(document.locale, {folded: text for folded, text in found.items() if folded not in same})
    if before:
        vocabulary.forget(before.locale, {folded: text for folded, text in gone.items() if folded not in same})


def _write_facets(document: SearchDocument, record: SearchRecord) -> None:
    wanted = {(name, value) for name, values in record.facets.items() for value in values}
    stored = {(facet.name, facet.value): facet.pk for facet in SearchFacet.objects.filter(document=document)}
    if gone := [pk for pair, pk in stored.items() if pair not in wanted]:
        SearchFacet.objects.filter(pk__in=gone).delete()
    SearchFacet.objects.bulk_create(
        SearchFacet(document=document, name=name, value=value) for name, value in sorted(wanted - stored.keys())
    )
