"""Whether a profile was confirmed, by whom and when."""

import datetime
import uuid
from collections.abc import Sequence

from django.utils import timezone

from cms.entities.models import Place
from partnerships.models import Confirmation
from partnerships.schemas import Confirmed

# Asked once a year; the answer of one campaign holds until the next.
FRESH_FOR = datetime.timedelta(days=365)


def tag(partnership: uuid.UUID) -> str:
    """What a rendering that shows confirmations depends on."""
    return f"confirmation:{partnership}"


def confirm(partnership: uuid.UUID, place: Place | None = None, office: str = "") -> Confirmation:
    """Record a side's word (or that of staff, without a place) that the profile is true today."""
    row, _created = Confirmation.objects.update_or_create(
        partnership=partnership, place=place, confirmed_on=timezone.localdate(), defaults={"office": office}
    )
    return row


def last_confirmed_on(rows: Sequence[Confirmation]) -> datetime.date | None:
    """The day of the last confirmation of any side, of rows_of()."""
    return rows[0].confirmed_on if rows else None


def is_stale(confirmed_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether readers are told that nobody has confirmed the profile lately."""
    return confirmed_on is None or confirmed_on + FRESH_FOR < today


def rows_of(partnership: uuid.UUID) -> list[Confirmation]:
    """All confirmations, the newest first."""
    rows = Confirmation.objects.filter(partnership=partnership).order_by("-confirmed_on", "-pk")
    return list(rows.prefetch_related("place__names"))


def confirmations(rows: Sequence[Confirmation]) -> list[Confirmed]:
    """The last word of each side and of staff, the newest first, of rows_of()."""
    latest: dict[int | None, Confirmed] = {}
    for row in rows:
        place = str(row.place.key) if row.place else ""
        latest.setdefault(row.place_id, Confirmed(on=row.confirmed_on, place=place, office=row.office))
    return list(latest.values())
