"""What has changed or gone in the public since a moment, so that other sites rebuild only that."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from cms.content_store.models import ContentItem
from cms.content_store.services import reading
from cms.content_store.services.listing import MAX_ID, InvalidCursor

# Rows of the feed: id, translation key, type, address, moment, and whether readers have lost it.
FIELDS = ("page_id", "translation_key", "type", "url_path", "moment", "gone")


# A change bears the moment at which it was written and is seen when its transaction ends: none takes longer.
LONGEST_WRITE = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Feed:
    """One page of changes, the oldest first; the cursor is None when nothing follows.

    What was written before `until` is in it or follows; later changes may still be on their way.
    """

    items: list[dict]
    next_cursor: str | None
    until: datetime.datetime

    def body(self) -> bytes:
        """As JSON."""
        answer = {"items": self.items, "next_cursor": self.next_cursor, "until": self.until.isoformat()}
        return json.dumps(answer, ensure_ascii=False).encode()


def changes(
    types: Sequence[str], locale: str, since: datetime.datetime, cursor: str | None = None, limit: int = 100
) -> Feed:
    """Changes of pages of some types at or after a moment; one query. Raises InvalidCursor."""
    now = timezone.now()
    rows = _moments(types, locale, since, now)
    if cursor:
        moment, page_id = _parsed(cursor)
        rows = rows.filter(Q(moment__gt=moment) | Q(moment=moment, page_id__gt=page_id))
    found = list(rows.order_by("moment", "page_id").values_list(*FIELDS)[: limit + 1])
    items = [_item(*row, locale) for row in found[:limit]]
    last = found[limit - 1] if len(found) > limit else None
    return Feed(items, f"{last[4].isoformat()}~{last[0]}" if last else None, now - LONGEST_WRITE)


def last_published(types: Sequence[str], locale: str, limit: int) -> list[reading.Card]:
    """Cards of the public pages of some types that were published last, the newest first; two queries."""
    now = timezone.now()
    items = ContentItem.objects.filter(
        Q(visible_from=None) | Q(visible_from__lte=now),
        Q(expires_at=None) | Q(expires_at__gt=now),
        locale=locale,
        type__in=types,
        public=True,
    )
    wanted = list(items.order_by("-updated_at", "-page_id").values_list("page_id", flat=True)[:limit])
    cards = reading.cards_of(wanted)
    return [cards[pk] for pk in wanted if pk in cards]


def _moments(
    types: Sequence[str], locale: str, since: datetime.datetime, now: datetime.datetime
) -> QuerySet[ContentItem]:
    """Items by the moment of what readers noticed last: shown, changed, expired or withdrawn."""
    expired = Q(public=True, expires_at__lte=now)
    shown = Q(public=True) & (Q(visible_from=None) | Q(visible_from__lte=now))
    moment = Case(
        When(public=False, then=F("removed_at")),
        When(expired, then=F("expires_at")),
        default=Greatest(F("changed_at"), Coalesce(F("visible_from"), F("changed_at"))),
    )
    # The plain columns say which rows can matter, so that indexes find them.
    candidates = (
        Q(changed_at__gte=since) | Q(removed_at__gte=since) | Q(visible_from__gte=since) | Q(expires_at__gte=since)
    )
    return (
        ContentItem.objects.filter(candidates, type__in=types, locale=locale)
        .filter(Q(public=False, removed_at__isnull=False) | shown)
        .annotate(moment=moment, gone=Case(When(Q(public=False) | expired, then=Value(True)), default=Value(False)))
        .filter(moment__gte=since)
    )


def _item(page_id: int, key: object, kind: str, url: str, moment: datetime.datetime, gone: bool, locale: str) -> dict:
    return {
        "id": page_id,
        "type": kind,
        "locale": locale,
        "translation_key": str(key),
        "url": url,
        "changed_at": moment.isoformat(),
        "gone": gone,
    }


def _parsed(cursor: str) -> tuple[datetime.datetime, int]:
    moment, _separator, page_id = cursor.rpartition("~")
    try:
        parsed, number = datetime.datetime.fromisoformat(moment), int(page_id)
        # Databases do not know every zone there can be.
        in_utc = parsed.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidCursor(cursor) from error
    if parsed.tzinfo is None or not 0 <= number <= MAX_ID:
        raise InvalidCursor(cursor)
    return in_utc, number
