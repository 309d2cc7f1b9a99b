"""The words in which all profiles speak: states, decisions, kinds of relation, dates of any precision."""

from types import MappingProxyType
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.delivery.services.languages import format_locale
from cms.delivery.services.periods import SPACES
from partnerships.fields import earliest_day, precision_of
from partnerships.models import DecidedBy, RelationKind, State

# Per precision the pattern inside a sentence ("seit März 2022", "с марта 2022 г.") and the one that stands alone.
PATTERNS = {"day": "long", "month": "MMMM y", "year": "y"}
ALONE = {**PATTERNS, "month": "LLLL y"}
YEAR_WORD = {"ru": "\u00a0г."}
# What stands between a preposition and a day: "seit dem 20. Juni 1991", "bis zum 20. Juni 1991".
ARTICLES = MappingProxyType({("de", "since"): "dem ", ("de", "until"): "zum "})

KIND_DEFINITIONS: MappingProxyType[str, Any] = MappingProxyType(
    {
        RelationKind.PARTNERSHIP: gettext_lazy(
            "Two places have bound themselves by treaty, without limit in time or subject."
        ),
        RelationKind.FRIENDSHIP: gettext_lazy("An agreement that is limited in time or says precisely what it is for."),
        RelationKind.CONTACT: gettext_lazy("A loose connection without formal agreement."),
        RelationKind.PROJECT: gettext_lazy("Two places work together on one project or subject."),
        RelationKind.SOLIDARITY: gettext_lazy("One side helps the other in a time of need."),
        RelationKind.COOPERATION: gettext_lazy("Authorities work together in agreed fields, without a town twinning."),
        RelationKind.NETWORK: gettext_lazy("Several places are connected by a common network."),
    }
)
SINCE: MappingProxyType[str, Any] = MappingProxyType(
    {
        State.ACTIVE: pgettext_lazy("partnership", "Active since %(date)s"),
        State.RESTING: pgettext_lazy("partnership", "Resting since %(date)s"),
        State.SUSPENDED: pgettext_lazy("partnership", "Suspended since %(date)s"),
        State.ENDED: pgettext_lazy("partnership", "Ended: %(date)s"),
        State.UNKNOWN: pgettext_lazy("partnership", "State not known since %(date)s"),
    }
)
STATED: MappingProxyType[str, Any] = MappingProxyType(
    {
        State.ACTIVE: pgettext_lazy("partnership", "Active"),
        State.RESTING: pgettext_lazy("partnership", "Resting"),
        State.SUSPENDED: pgettext_lazy("partnership", "Suspended"),
        State.ENDED: pgettext_lazy("partnership", "Ended"),
        State.UNKNOWN: pgettext_lazy("partnership", "State not known"),
    }
)
DECISIONS: MappingProxyType[str, Any] = MappingProxyType(
    {
        DecidedBy.COUNCIL: gettext_lazy("by decision of the council"),
        DecidedBy.MAYOR: gettext_lazy("by decision of the mayor"),
        DecidedBy.GOVERNMENT: gettext_lazy("by decision of the government"),
        DecidedBy.ADMINISTRATION: gettext_lazy("by decision of the administration"),
        DecidedBy.OTHER_SIDE: gettext_lazy("by decision of the other side"),
        DecidedBy.BOTH_SIDES: gettext_lazy("by decision of both sides"),
        DecidedBy.NOBODY: gettext_lazy("without a decision"),
    }
)


def date_words(value: str, language: str, alone: bool = False) -> str:
    """A partial date: "20. Juni 1991", "März 2022", "1991"; `alone` when no preposition precedes it."""
    day = earliest_day(value)
    if day is None:
        return ""
    precision = precision_of(value)
    words = format_date(day, (ALONE if alone else PATTERNS)[precision], format_locale(language)).translate(SPACES)
    return words if precision == "day" else words + YEAR_WORD.get(language, "")


def since_words(value: str, language: str) -> str:
    """Since 1991, seit dem 20. Juni 1991, с 1991 г.; in the active language, which must be `language`."""
    return _("since %(date)s") % {"date": words_after("since", value, language)}


def words_after(preposition: str, value: str, language: str) -> str:
    """A partial date as it stands after the `since` or `until` of the language."""
    article = ARTICLES.get((language, preposition), "") if precision_of(value) == "day" else ""
    return article + date_words(value, language)


def period_words(begins: str, ends: str, language: str) -> str:
    """From when to when: "Juni 1991 – 1993", "seit 1991", "bis 1993"; empty when neither is known.

    In the active language, which must be `language`.
    """
    if begins and ends:
        first, last = (date_words(value, language, alone=True) for value in (begins, ends))
        return first if first == last else f"{first} – {last}"
    if begins:
        return since_words(begins, language)
    return _("until %(date)s") % {"date": words_after("until", ends, language)} if ends else ""


def state_sentence(state: str, starts: str, decided_by: str, as_of: str, language: str) -> str:
    """One sentence that all profiles share: Resting since March 2022, by decision of the council (as of July 2022).

    In the active language, which must be `language`.
    """
    sentence = str(STATED[state])
    if starts:
        is_over = state == State.ENDED
        words = date_words(starts, language, alone=True) if is_over else words_after("since", starts, language)
        sentence = str(SINCE[state]) % {"date": words}
    if decided_by in DECISIONS:
        sentence = _("%(state)s, %(decision)s") % {"state": sentence, "decision": DECISIONS[decided_by]}
    if as_of:
        sentence = _("%(state)s (as of %(date)s)") % {
            "state": sentence,
            "date": date_words(as_of, language, alone=True),
        }
    # Russian dates end with a full stop of their own.
    return sentence if sentence.endswith(".") else f"{sentence}."
