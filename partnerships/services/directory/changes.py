"""The log by which the processes tell each other what to read again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from cms.content_store.services import turns
from partnerships.models import DirectoryChange

KEPT_FOR = timedelta(days=7)
# Beyond so many changes everything is read anew.
MOST_CHANGES = 1000


class Position(NamedTuple):
    """The last row of the log that a snapshot has seen."""

    id: int
    mark: UUID | None


class Change(NamedTuple):
    """One row of the log."""

    id: int
    mark: UUID
    page_id: int | None
    place_id: int | None
    locale: str


START = Position(0, None)


def record(*, page_id: int | None = None, place_id: int | None = None, locale: str = "") -> None:
    """Note a change, in its own transaction; takes the writer's turn, so that ids commit in order."""
    with turns.one_writer():
        DirectoryChange.objects.create(page_id=page_id, place_id=place_id, locale=locale)


def since(position: Position) -> Sequence[Change] | None:
    """What came after the position; None when that cannot be told: rolled back, pruned, another database, too much.

    One query.
    """
    rows = DirectoryChange.objects.filter(pk__gte=position.id).order_by("pk")
    found = [Change(*row) for row in rows.values_list("pk", "mark", "page_id", "place_id", "locale")[:MOST_CHANGES]]
    if position is START:
        return found if not found else None
    if not found or (found[0].id, found[0].mark) != position or len(found) == MOST_CHANGES:
        return None
    return found[1:]


def newest() -> Position:
    """The end of the log."""
    row = DirectoryChange.objects.order_by("-pk").values_list("pk", "mark").first()
    return Position(*row) if row else START


def prune() -> int:
    """Forget old rows, never the newest one, by which every process knows where it is; returns how many."""
    last = newest()
    old = DirectoryChange.objects.filter(created_at__lt=timezone.now() - KEPT_FOR, pk__lt=last.id)
    return old.delete()[0]
