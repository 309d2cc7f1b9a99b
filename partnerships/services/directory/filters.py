"""The filters of the directory in words: choices with counts, and what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cms.content_store.collation import sort_key
from cms.delivery.services.filtering import Choice, Chosen
from cms.entities.models.places import PlaceKind
from partnerships.models import RelationKind, State

from .asking import FILTERS, Asked
from .rows import UNKNOWN
from .searching import REGION, Selection
from .snapshot import Snapshot

HEADINGS: Mapping[str, Any] = {
    "state": gettext_lazy("State today"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "kind": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
    "decade": gettext_lazy("Since"),
    "level": gettext_lazy("Level"),
    "place": gettext_lazy("Place"),
}
# So many values stand open; the rest of a long filter is unfolded.
OPEN_VALUES = 6
# The order in which these are known, not that of their counts.
FIXED = {"state": tuple(State.values), "kind": tuple(RelationKind.values), "level": tuple(PlaceKind.values)}


@dataclass(frozen=True)
class FoldedFilter:
    """One facet, or the regions of one country; `rest` are the choices that are unfolded."""

    name: str
    identity: str
    heading: str
    open: Sequence[Choice]
    rest: Sequence[Choice]

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(choice.chosen for choice in (*self.open, *self.rest))


def filters(selection: Selection, counts: Mapping[str, Mapping[str, int]]) -> list[FoldedFilter]:
    """Those that have a choice to offer."""
    found = []
    for facet, counted in counts.items():
        for country, values in _parts(selection, facet, counted):
            choices = [_choice(selection, facet, value, count) for value, count in _ordered(facet, values)]
            if _narrows(choices, selection):
                heading = _heading(facet, country, selection.snapshot)
                identity = f"{facet}-{country.lower()}" if country else facet
                found.append(_folded(facet, identity, heading, choices))
    return found


def active_filters(asked: Asked, snapshot: Snapshot, base: str) -> list[Chosen]:
    """What narrows the result, in the order of the page; an unknown value is shown as it came."""
    language = asked.query.locale
    found = []
    if asked.query.text:
        found.append(Chosen(pgettext("filter", "Search"), asked.query.text, asked.with_query(text="").address(base)))
    for facet in FILTERS:
        for value in asked.query.facets.get(facet, ()):
            label, spoken = label_of(facet, value, snapshot)
            foreign = spoken if spoken != language else ""
            found.append(Chosen(HEADINGS[facet], label, asked.without(facet, value).address(base), foreign))
    return found


def label_of(facet: str, value: str, snapshot: Snapshot) -> tuple[str, str]:
    """What a value is called and in which language; "" for the reader's."""
    known = {"state": State, "kind": RelationKind, "level": PlaceKind}.get(facet)
    if known is not None:
        return str(known(value).label) if value in known.values else value, ""
    if facet == "decade":
        return decade_words(value), ""
    return snapshot.name_of(facet, value)


def decade_words(value: str) -> str:
    """1990-1999, or that it is not known."""
    if value == UNKNOWN:
        return pgettext("date", "not known")
    return f"{value}–{value[:3]}9"


def _parts(selection: Selection, facet: str, counted: Mapping[str, int]) -> list[tuple[str, dict[str, int]]]:
    """The values of a facet, those of regions apart for each country."""
    if facet != REGION:
        return [("", dict(counted))]
    found: dict[str, dict[str, int]] = {}
    for value, count in counted.items():
        found.setdefault(selection.country_of(value), {})[value] = count
    return sorted(found.items())


def _ordered(facet: str, values: Mapping[str, int]) -> list[tuple[str, int]]:
    if facet in FIXED:
        return sorted(values.items(), key=lambda pair: FIXED[facet].index(pair[0]) if pair[0] in FIXED[facet] else 99)
    if facet == "decade":
        return sorted(values.items(), key=lambda pair: (pair[0] == UNKNOWN, pair[0]))
    return list(values.items())


def _choice(selection: Selection, facet: str, value: str, count: int) -> Choice:
    label, language = label_of(facet, value, selection.snapshot)
    foreign = language if language != selection.query.locale else ""
    return Choice(value, label, count, value in selection.query.facets.get(facet, ()), foreign)


def _narrows(choices: Sequence[Choice], selection: Selection) -> bool:
    """A filter whose every value shows what is shown anyway is no choice."""
    if any(choice.chosen for choice in choices):
        return True
    return any(choice.count < selection.total for choice in choices)


def _heading(facet: str, country: str, snapshot: Snapshot) -> str:
    if not country:
        return str(HEADINGS[facet])
    return _("Region: %(country)s") % {"country": snapshot.name_of("country", country).text}


def _folded(facet: str, identity: str, heading: str, choices: Sequence[Choice]) -> FoldedFilter:
    """What is chosen stands open; the rest is in the order of the alphabet where it is long."""
    if len(choices) <= OPEN_VALUES + 2 or facet in FIXED or facet == "decade":
        return FoldedFilter(facet, identity, heading, choices, ())
    first = [choice for number, choice in enumerate(choices) if choice.chosen or number < OPEN_VALUES]
    rest = [choice for choice in choices if choice not in first]
    return FoldedFilter(facet, identity, heading, first, sorted(rest, key=lambda choice: sort_key(choice.label)))
