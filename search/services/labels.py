"""Facets as readers see them: labelled values that add or remove themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.entities.models import Entity, Place, Topic
from cms.plugins.registry import registry
from search.query import SearchQuery

GROUPS = {"type": _("Kind of page"), "topic": _("Topic"), "place": _("Place"), "year": _("Year")}
ENTITIES: dict[str, type[Entity]] = {"topic": Topic, "place": Place}
SHOWN_VALUES = 12


@dataclass(frozen=True)
class FacetValue:
    """One value: its label, the number of hits it would leave, and the address that toggles it."""

    label: Any
    count: int
    active: bool
    address: str


@dataclass(frozen=True)
class FacetGroup:
    """A facet and its most frequent values."""

    name: str
    label: Any
    values: list[FacetValue]


@dataclass(frozen=True)
class ActiveFilter:
    """One chosen value, what it is a value of, and the address without it."""

    label: Any
    value: Any
    address: str


def active_filters(groups: Sequence[FacetGroup]) -> list[ActiveFilter]:
    """The chosen values of all groups."""
    return [
        ActiveFilter(group.label, value.label, value.address)
        for group in groups
        for value in group.values
        if value.active
    ]


def kind_of(card: Mapping[str, Any]) -> Any:
    """What a page is called: its own kind, else that of its type's profile."""
    profile = registry.read("search_profiles").get(card["type"])
    return card.get("kind_label") or (profile.label if profile else "")


def facet_groups(counts: Mapping[str, Mapping[str, int]], query: SearchQuery) -> list[FacetGroup]:
    """The groups that have a choice to offer."""
    groups = []
    for name, label in GROUPS.items():
        values = dict(list(counts.get(name, {}).items())[:SHOWN_VALUES])
        labels = _labels(name, list(values), query.locale)
        chosen = query.facets.get(name, ())
        shown = [
            FacetValue(labels[value], count, value in chosen, toggled(query, name, value))
            for value, count in values.items()
            if value in labels
        ]
        if len(shown) > 1 or any(value.active for value in shown):
            groups.append(FacetGroup(name, label, shown))
    return groups


def address(query: SearchQuery, page: int, facets: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """The search page's address for a query."""
    pairs = [("q", query.text)]
    for name, values in (query.facets if facets is None else facets).items():
        pairs += [(name, value) for value in values]
    if page > 1:
        pairs.append(("page", str(page)))
    return f"{reverse('search:page')}?{urlencode(pairs)}"


def toggled(query: SearchQuery, name: str, value: str) -> str:
    """The address with one facet value added or taken away."""
    chosen = query.facets.get(name, ())
    changed = tuple(kept for kept in chosen if kept != value) if value in chosen else (*chosen, value)
    return address(query, 1, {**query.facets, name: changed})


def _labels(name: str, values: list[str], locale: str) -> dict[str, Any]:
    if name == "type":
        profiles = registry.read("search_profiles")
        return {value: profiles[value].label for value in values if value in profiles}
    if name in ENTITIES:
        found = ENTITIES[name].objects.filter(key__in=values).prefetch_related("names")
        return {entity.key: entity.name_in(locale) for entity in found}
    return {value: value for value in values}
