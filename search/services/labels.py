"""Facets as readers see them: labelled values that add or remove themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from cms.delivery.services.filtering import Chosen
from search.query import SearchQuery

from .facets import TYPE, Name, groups, label_of, names

SHOWN_VALUES = 12


@dataclass(frozen=True)
class FacetValue:
    """One value: its label (see Name), the hits it would leave, and the address that toggles it."""

    label: Any
    count: int
    active: bool
    address: str
    language: str = ""


@dataclass(frozen=True)
class FacetGroup:
    """A facet and its most frequent values."""

    name: str
    label: Any
    values: list[FacetValue]


def active_filters(chosen: Sequence[FacetGroup]) -> list[Chosen]:
    """The chosen values of all groups."""
    return [
        Chosen(group.label, value.label, value.address, value.language)
        for group in chosen
        for value in group.values
        if value.active
    ]


def kind_of(card: Mapping[str, Any]) -> Any:
    """What a page is called: its own kind, else that of its type's profile."""
    return card.get("kind_label") or label_of(card["type"])


@dataclass(frozen=True)
class Kind:
    """A kind of thing beside the others, how many there are, and the address that shows these alone."""

    label: Any
    count: int
    active: bool
    address: str


def kinds(counts: Mapping[str, int], query: SearchQuery) -> list[Kind]:
    """All kinds together, then each, the most frequent first; empty where there is nothing to choose."""
    chosen = query.facets.get(TYPE, ())
    wanted = {**counts, **{value: 0 for value in chosen if value not in counts}}
    if len(counts) < 2 and not chosen:
        return []
    others = {name: values for name, values in query.facets.items() if name != TYPE}
    each = [
        Kind(label, count, value in chosen, address(query, 1, {**others, TYPE: (value,)}))
        for value, count in wanted.items()
        if (label := label_of(value))
    ]
    return [
        Kind(pgettext_lazy("kinds of results", "All"), sum(counts.values()), not chosen, address(query, 1, others)),
        *each,
    ]


def facet_groups(counts: Mapping[str, Mapping[str, int]], query: SearchQuery) -> list[FacetGroup]:
    """The groups that have a choice to offer."""
    shown_groups = []
    for name, group in groups().items():
        counted = counts.get(name, {})
        chosen = query.facets.get(name, ())
        # What is chosen is always shown, so that it can be taken away again.
        values = dict(list(counted.items())[:SHOWN_VALUES]) | {value: counted.get(value, 0) for value in chosen}
        # An unknown value that is chosen is shown as it came.
        known = {value: Name(value) for value in chosen} | names(group, values, query.locale)
        shown = [
            FacetValue(known[value].label, count, value in chosen, toggled(query, name, value), known[value].language)
            for value, count in values.items()
            if value in known
        ]
        if len(shown) > 1 or any(value.active for value in shown):
            shown_groups.append(FacetGroup(name, group.label, shown))
    return shown_groups


def address(query: SearchQuery, page: int, facets: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """The search page's address for a query."""
    pairs = [("q", query.text)]
    for name, values in (query.facets if facets is None else facets).items():
        pairs += [(name, value) for value in values]
    if query.as_typed:
        pairs.append(("as_typed", "1"))
    if page > 1:
        pairs.append(("page", str(page)))
    return f"{reverse('search:page')}?{urlencode(pairs)}"


def toggled(query: SearchQuery, name: str, value: str) -> str:
    """The address with one facet value added or taken away."""
    chosen = query.facets.get(name, ())
    changed = tuple(kept for kept in chosen if kept != value) if value in chosen else (*chosen, value)
    return address(query, 1, {**query.facets, name: changed})
