"""Reading what is public: one query of fixed SQL each; nothing here writes.

A rendering past its `valid_until` is renewed in memory; the worker stores it later.
"""

import datetime
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from cms.content_store.models import ContentItem

from .listing import MAX_ID, VISIBLE, Facets, Query, cursor_for
from .renewal import moment, rendered, renewed

Card = dict[str, Any]

# A translation key as addresses carry it; what is written into one by hand may be anything.
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Page:
    """One page of a list: `joined` are the cards as bytes, separated by commas; `etags` tell stored ones apart."""

    joined: bytes
    next_cursor: str | None
    valid_until: datetime.datetime | None
    etags: str = ""

    @cached_property
    def cards(self) -> list[Card]:
        """The cards as dictionaries."""
        return json.loads(b"[" + self.joined + b"]")


@dataclass(frozen=True)
class Stored:
    """One item as it is to be answered."""

    page_id: int
    locale: str
    body: bytes
    json_ld: bytes | None
    etag: str
    valid_until: datetime.datetime | None
    updated_at: datetime.datetime
    changed_at: datetime.datetime

    @cached_property
    def data(self) -> dict[str, Any]:
        """The body as a dictionary."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Head:
    """What a conditional request needs."""

    page_id: int
    etag: str
    valid_until: datetime.datetime | None


def list_cards(
    locale: str,
    types: Sequence[str] | None = None,
    facets: Facets | None = None,
    order: str = "-date",
    limit: int = 20,
    cursor: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Page:
    """A page of cards; raises InvalidCursor, and KeyError for an unknown order."""
    now = timezone.now()
    query = Query(
        locale=locale,
        types=types or (),
        facets=facets,
        order=order,
        since=since,
        until=until,
        limit=limit,
        cursor=cursor,
    )
    rows = _rows(*query.rows(now))
    shown = rows[:limit]
    next_cursor = cursor_for(shown[-1][-1], shown[-1][0]) if len(rows) > limit else None
    valid_until = min((moment(row[3]) for row in rows if row[3] is not None), default=None)
    if valid_until is not None and valid_until <= now:
        cards = (renewed(page_id, card, changes_at, now) for page_id, card, _etag, changes_at, _place in shown)
        return Page(b",".join(cards), next_cursor, None)
    return Page(b",".join([row[1] for row in shown]), next_cursor, valid_until, ",".join([row[2] for row in shown]))


def card_of(page_id: int) -> Card | None:
    """The card of one public page."""
    return cards_of([page_id]).get(page_id)


def cards_of(page_ids: Sequence[int]) -> dict[int, Card]:
    """Cards of public pages by their ids, in one query."""
    if not page_ids:
        return {}
    now = timezone.now()
    rows = _rows(
        f"SELECT i.page_id, i.card, i.valid_until FROM cms_content_store_contentitem i WHERE {VISIBLE} "
        f"AND i.page_id IN ({', '.join(['%s'] * len(page_ids))})",
        [*_moments(now), *page_ids],
    )
    return {page_id: json.loads(renewed(page_id, card, valid_until, now)) for page_id, card, valid_until in rows}


def detail(path: str) -> Stored | None:
    """What stands at a public path, with its language prefix; None when nothing public does."""
    return _stored("i.url_path = %s", path)


def detail_of(page_id: int) -> Stored | None:
    """The detail of one public page."""
    if page_id > MAX_ID:
        return None
    return _stored("i.page_id = %s", page_id)


def detail_in(translation_key: uuid.UUID, locale: str) -> Stored | None:
    """The detail of a public page in one of its languages."""
    key = translation_key if connection.features.has_native_uuid_field else translation_key.hex
    return _stored("i.translation_key = %s AND i.locale = %s", key, locale)


def head(page_id: int) -> Head | None:
    """ETag and its end, for a 304 without reading the rendering; None when the page is not public or due."""
    if page_id > MAX_ID:
        return None
    now = timezone.now()
    rows = _rows(
        f"SELECT i.page_id, i.etag, i.valid_until FROM cms_content_store_contentitem i "
        f"WHERE {VISIBLE} AND i.page_id = %s",
        [*_moments(now), page_id],
    )
    for found, etag, valid_until in rows:
        ends = moment(valid_until)
        return None if ends is not None and ends <= now else Head(found, etag, ends)
    return None


def titles_of(translation_keys: Iterable[str], locale: str) -> dict[str, str]:
    """Titles of public pages in a language by translation key; what is no key has none. One query."""
    keys = {key for key in translation_keys if KEY.fullmatch(key)}
    now = timezone.now()
    items = ContentItem.objects.filter(
        Q(visible_from=None) | Q(visible_from__lte=now),
        Q(expires_at=None) | Q(expires_at__gt=now),
        translation_key__in=keys,
        locale=locale,
        public=True,
    )
    return {str(key): title for key, title in items.values_list("translation_key", "title")}


def was_removed(path: str) -> bool:
    """Whether a page stood there that is gone for readers."""
    return ContentItem.objects.filter(url_path=path, removed_at__isnull=False).exists()


def was_removed_in(translation_key: uuid.UUID, locale: str) -> bool:
    """Whether a page was public in a language and is gone for readers."""
    gone = ContentItem.objects.filter(translation_key=translation_key, locale=locale, removed_at__isnull=False)
    return gone.exists()


def menu(locale: str) -> list[dict[str, str]]:
    """Title, url and type of the pages shown in menus, in the order of the tree."""
    rows = _rows(
        f"SELECT i.title, i.url_path, i.type FROM cms_content_store_contentitem i WHERE {VISIBLE} "
        "AND i.in_menu AND i.locale = %s ORDER BY i.tree_path",
        [*_moments(timezone.now()), locale],
    )
    return [{"title": title, "url": path, "type": kind} for title, path, kind in rows]


def _stored(condition: str, *values: object) -> Stored | None:
    now = timezone.now()
    rows = _rows(
        "SELECT i.page_id, i.locale, i.detail, i.json_ld, i.etag, i.valid_until, i.updated_at, "
        "i.changed_at "
        f"FROM cms_content_store_contentitem i WHERE {VISIBLE} AND {condition}",
        [*_moments(now), *values],
    )
    for page_id, locale, body, json_ld, etag, changes_at, updated_at, changed_at in rows:
        valid_until = moment(changes_at)
        if valid_until is not None and valid_until <= now and (rendering := rendered(page_id, now)):
            fields = rendering.fields
            return Stored(
                page_id, locale, fields["detail"], fields["json_ld"], fields["etag"], fields["valid_until"],
                fields["updated_at"], valid_until,
            )  # fmt: skip
        data = bytes(json_ld) if json_ld else None
        return Stored(page_id, locale, bytes(body), data, etag, valid_until, moment(updated_at), moment(changed_at))
    return None


def _moments(now: datetime.datetime) -> list[object]:
    return [connection.ops.adapt_datetimefield_value(now)] * 2


def _rows(sql: str, parameters: Sequence[object]) -> list[tuple]:
    with connection.prepared_cursor() if connection.vendor == "postgresql" else connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
