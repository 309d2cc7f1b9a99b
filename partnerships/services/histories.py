"""The state of a partnership today and whether its texts are older than that."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from partnerships.fields import latest_day
from partnerships.models import PartnershipPage, State, StatusChange

from .wording import date_words, state_sentence


def valid_changes(page: PartnershipPage) -> list[StatusChange]:
    """The entries that have not been withdrawn, in the order of entry."""
    return [row for row in page.status_changes.all() if not row.withdrawn]


def current_change(changes: Sequence[StatusChange]) -> StatusChange | None:
    """The last entry; None where nothing is recorded."""
    return changes[-1] if changes else None


def state_of(changes: Sequence[StatusChange]) -> State:
    """The state today."""
    current = current_change(changes)
    return State(current.state) if current else State.UNKNOWN


def sentence_of(change: StatusChange | None, language: str) -> str:
    """The sentence that all profiles share, in the active language."""
    if change is None:
        return state_sentence(State.UNKNOWN, "", "", "", language)
    return state_sentence(change.state, change.starts, change.decided_by, change.as_of, language)


def is_older(written_on: datetime.date, starts: str) -> bool:
    """Whether what was written on a day may be older than a change of state; of a change without date nobody knows."""
    changed_by = latest_day(starts)
    return changed_by is not None and written_on < changed_by


def banner_text(written_on: datetime.date, change: StatusChange | None, language: str) -> str:
    """What readers of older texts must know; empty when nothing has changed since, as far as is known."""
    if change is None or not is_older(written_on, change.starts):
        return ""
    words = {"date": date_words(written_on.isoformat(), language), "state": sentence_of(change, language)}
    return _("Written on %(date)s. State today: %(state)s") % words
