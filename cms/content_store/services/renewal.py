"""Renewing in memory what was stored for a time that is over."""

import datetime
import logging

from django.utils import timezone

from .rendering import Rendering, render
from .visibility import is_public, read

logger = logging.getLogger(__name__)


def renewed(page_id: int, card: bytes, valid_until: object, now: datetime.datetime) -> bytes:
    """The card as it is now: the stored one until its rendering ends."""
    ends = moment(valid_until)
    if ends is not None and ends <= now and (rendering := rendered(page_id, now)):
        return rendering.fields["card"]
    return bytes(card)


def rendered(page_id: int, now: datetime.datetime) -> Rendering | None:
    """A public page's rendering of this moment; None when it is not public, or fails."""
    page = read(page_id)
    if page is None or not is_public(page):
        return None
    try:
        return render(page, now)
    except Exception:
        # What was stored is better than no list at all; the worker reports the page again.
        logger.exception("content_store.renewal_failed", extra={"page_id": page_id})
        return None


def moment(value: datetime.datetime | str | None) -> datetime.datetime | None:
    """A moment as the database gives it: SQLite gives text without zone, in UTC."""
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value)
    if value is not None and timezone.is_naive(value):
        value = value.replace(tzinfo=datetime.UTC)
    return value
