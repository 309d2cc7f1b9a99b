"""The snapshot of each language in this process, brought up to date before it is shown."""

import gc
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from django.conf import settings

from cms.content_store.models import ContentItem
from cms.entities.models import Country, Place, PlaceName

from . import changes
from .changes import Change, Position
from .gazetteer import Name, Names
from .rows import ITEM_FIELDS, Label, Read, read_item
from .snapshot import Snapshot

TYPE = "partnerships.partnership"
CHUNK = 500
# Rows that went leave gaps; when there are more gaps than rows and these, everything is read anew.
GAPS = 1000


class Kept(NamedTuple):
    """A snapshot and the end of the log when it was read."""

    snapshot: Snapshot
    position: Position


_kept: dict[str, Kept] = {}
_lock = threading.Lock()


def current(locale: str) -> Snapshot:
    """The public partnerships of a language as they are now; one query when nothing has changed."""
    kept = _kept.get(locale)
    news = changes.since(kept.position) if kept else None
    if kept is not None and news is not None and not news:
        return kept.snapshot
    with _lock:
        return _brought_up_to_date(locale)


def _brought_up_to_date(locale: str) -> Snapshot:
    """Another thread may have done it while this one waited."""
    kept = _kept.get(locale)
    news = changes.since(kept.position) if kept else None
    if kept is None or news is None or _is_total(kept.snapshot, news):
        # The end of the log first: what comes between the two queries is read twice, never missed.
        position = changes.newest()
        kept = Kept(_versioned(_read_all(locale), position), position)
    elif news:
        position = Position(news[-1].id, news[-1].mark)
        changed = _read_changed(kept.snapshot, news)
        kept = Kept(kept.snapshot if changed is kept.snapshot else _versioned(changed, position), position)
    if locale in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
        _kept[locale] = kept
    return kept.snapshot


def _versioned(snapshot: Snapshot, position: Position) -> Snapshot:
    return replace(snapshot, version=str(position.mark or ""))


def _is_total(snapshot: Snapshot, news: Sequence[Change]) -> bool:
    everything = any(change.page_id is None and change.place_id is None for change in news)
    return everything or len(snapshot.rows) > 2 * len(snapshot.numbers) + GAPS


def _read_all(locale: str) -> Snapshot:
    with _nothing_thrown_away():
        return _all(locale)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Millions of objects come to stay: looking for garbage among them again and again takes longer than reading."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _all(locale: str) -> Snapshot:
    items = ContentItem.objects.filter(type=TYPE, locale=locale, public=True).order_by("page_id")
    read = [read_item(*row) for row in items.values_list(*ITEM_FIELDS).iterator(CHUNK)]
    places = {key for item in read for key in item.row.places}
    return Snapshot.of(locale, read, _all_names(places), _countries(locale))


def _read_changed(snapshot: Snapshot, news: Sequence[Change]) -> Snapshot:
    pages = {change.page_id for change in news if change.page_id is not None and change.locale == snapshot.locale}
    places = {change.place_id for change in news if change.place_id is not None}
    if not pages and not places:
        return snapshot
    found = _items(snapshot.locale, pages)
    keys = {key for item in found.values() for key in item.row.places}
    keys |= set(Place.objects.filter(pk__in=places).values_list("key", flat=True)) if places else set()
    return snapshot.changed({page_id: found.get(page_id) for page_id in pages}, _names(keys))


def _items(locale: str, pages: Iterable[int]) -> dict[int, Read]:
    items = ContentItem.objects.filter(pk__in=pages, type=TYPE, locale=locale, public=True)
    read = (read_item(*row) for row in items.values_list(*ITEM_FIELDS)) if pages else ()
    return {item.row.page_id: item for item in read}


NAME_FIELDS = ("entity__key", "text", "folded", "kind", "language")


def _names(keys: Iterable[str]) -> dict[str, Names]:
    """All names of these places; one that has none is named too, so that its old ones go."""
    wanted = sorted(keys)
    found: dict[str, list[Name]] = {key: [] for key in wanted}
    for start in range(0, len(wanted), CHUNK):
        rows = PlaceName.objects.filter(entity__key__in=wanted[start : start + CHUNK]).order_by("sort_order", "pk")
        for key, *name in rows.values_list(*NAME_FIELDS):
            found[key].append(Name(*name))
    return {key: tuple(names) for key, names in found.items()}


def _all_names(keys: set[str]) -> dict[str, Names]:
    found: dict[str, list[Name]] = {key: [] for key in keys}
    for key, *name in PlaceName.objects.order_by("sort_order", "pk").values_list(*NAME_FIELDS).iterator(CHUNK):
        if key in found:
            found[key].append(Name(*name))
    return {key: tuple(names) for key, names in found.items()}


def _countries(locale: str) -> dict[str, Label]:
    countries = Country.objects.prefetch_related("names")
    return {country.code: Label(*country.localized_name(locale)) for country in countries}
