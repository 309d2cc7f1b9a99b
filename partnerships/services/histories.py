"""The state of a partnership today and whether its texts are older than that."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from partnerships.fields import earliest_day
from partnerships.models import PartnershipPage, State, StatusChange

from .wording import state_sentence


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


def banner_text(page: PartnershipPage, changes: Iterable[StatusChange], language: str) -> str:
    """What readers of older texts must know; empty when nothing has changed since."""
    later = [row for row in changes if row.starts and earliest_day(row.starts) > page.texts_of]
    if not later:
        return ""
    return _("These texts were written before that. State today: %(state)s") % {
        "state": sentence_of(later[-1], language)
    }
