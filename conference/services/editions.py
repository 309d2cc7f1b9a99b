"""Public editions, from content items: lists with filters, and the one that comes next."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from cms.content_store.models import ContentItem
from cms.content_store.services import reading
from conference.models import EditionStatus

from .states import EditionState

TYPE = "conference.edition"
DAY = datetime.timedelta(days=1)
# An edition that runs began at most this long ago.
LONGEST = datetime.timedelta(days=62)
FACETS = ("series", "number", "year", "place")

Card = dict[str, Any]


def list_editions(
    locale: str,
    filters: Mapping[str, str] | None = None,
    state: str | None = None,
    order: str = "-date",
    limit: int = 20,
    cursor: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> reading.Page:
    """Editions by the facets of FACETS and by state, in one query; the newest first unless told otherwise.

    What the clock decides cannot be a facet: the database narrows by day, the card itself, renewed if it is due,
    says the state. A page by state may so hold fewer cards than asked for although more follow.
    """
    facets = {f"conference:{name}": value for name, value in (filters or {}).items()}
    days: dict[str, datetime.date] = {}
    if state is not None:
        facets["conference:status"] = status_of(state)
        days = days_of(state, timezone.localdate())
    since = max(filter(None, (since, days.get("since"))), default=None)
    until = min(filter(None, (until, days.get("until"))), default=None)
    page = reading.list_cards(locale, [TYPE], facets, order, limit, cursor, since, until)
    if state is None:
        return page
    cards = (json.dumps(card, ensure_ascii=False) for card in page.cards if card["state"] == state)
    return reading.Page(",".join(cards).encode(), page.next_cursor, page.valid_until)


def status_of(state: str) -> str:
    """The status under which editions of a state are stored."""
    return state if state in EditionStatus.values else EditionStatus.SCHEDULED.value


def days_of(state: str, today: datetime.date) -> dict[str, datetime.date]:
    """On which days an edition of a state can have begun, with a day to spare for the zones."""
    match state:
        case EditionState.ANNOUNCED:
            return {"since": today - DAY}
        case EditionState.RUNNING:
            return {"since": today - LONGEST, "until": today + DAY}
        case EditionState.PAST:
            return {"until": today + DAY}
    return {}


def current_edition(locale: str) -> Card | None:
    """The edition that runs or comes next."""
    page = reading.list_cards(
        locale,
        [TYPE],
        {"conference:status": EditionStatus.SCHEDULED.value},
        order="date",
        since=timezone.localdate() - LONGEST,
    )
    return next((card for card in page.cards if card["state"] != EditionState.PAST), None)


def edition_detail(page_id: int) -> reading.Stored | None:
    """The detail of a public edition; None for anything else."""
    stored = reading.detail_of(page_id)
    return stored if stored is not None and stored.data["type"] == TYPE else None


def was_public(page_id: int) -> bool:
    """Whether an edition was public that is gone for readers."""
    return ContentItem.objects.filter(page_id=page_id, type=TYPE, removed_at__isnull=False).exists()
