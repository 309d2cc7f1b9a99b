"""Keeps the documents of public content items, and of what stands behind them, in their transaction."""

from collections.abc import Collection, Iterable

from django.db import transaction

from search.models import SearchDocument, SearchFacet
from search.records import INTERNAL, SearchRecord

from . import storing
from .items import page_key, public_records, sources

# (kind, value) of what a page shows, as its dependency tags name it.
Followed = set[tuple[str, str]]


@transaction.atomic(savepoint=False)
def index(page_id: int) -> bool:
    """Index the page's public item, or remove what is no longer public; returns whether it is indexed."""
    records = public_records([page_id])
    if not records:
        remove(page_id)
        return False
    before = _followed(page_id)
    storing.write(records)
    refresh(before | followed_by(records), records[0].locale)
    return True


@transaction.atomic(savepoint=False)
def remove(page_id: int) -> None:
    """Forget a page, and what no other page shows."""
    before = _followed(page_id)
    locales = set(SearchDocument.objects.filter(page_id=page_id).values_list("locale", flat=True))
    storing.forget([page_key(page_id)])
    for locale in locales:
        refresh(before, locale)


@transaction.atomic(savepoint=False)
def refresh(followed: Collection[tuple[str, str]], locale: str) -> int:
    """Write what sources know of (kind, value) in a language, and forget what no public page shows or no app knows.

    Returns how many documents differed.
    """
    records: list[SearchRecord] = []
    for source in sources():
        if values := {value for kind, value in followed if kind == source.follows}:
            records += source.records(values, locale)
    gone = {f"{kind}:{value}:{locale}" for kind, value in followed} - {record.key for record in records}
    return storing.write(records) + storing.forget(gone)


def refresh_everywhere(kind: str, value: str) -> None:
    """Write anew what sources know of one thing, in each language in which a page shows it."""
    shown = SearchFacet.objects.filter(name=INTERNAL + kind, value=value, document__page_id__isnull=False)
    for locale in sorted(set(shown.values_list("document__locale", flat=True))):
        refresh([(kind, value)], locale)


def followed_by(records: Iterable[SearchRecord]) -> Followed:
    """What the pages of the records show of sources."""
    return {
        (name.removeprefix(INTERNAL), value)
        for record in records
        for name, values in record.facets.items()
        if name.startswith(INTERNAL)
        for value in values
    }


def _followed(page_id: int) -> Followed:
    rows = SearchFacet.objects.filter(document__page_id=page_id, name__startswith=INTERNAL)
    return {(name.removeprefix(INTERNAL), value) for name, value in rows.values_list("name", "value")}
