"""The filters of the list of requests: choices that lead somewhere, and words that take a chosen one away."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from cms.content_store.services.counting import facet_counts
from cms.delivery.services.filtering import Choice, Chosen, Filter
from cms.entities.models import Country, Topic
from partnerships.models import RequestKind, SizeClass

TYPES = ("partnerships.request",)
# Query parameters and the facets they filter by.
FILTERS = {
    "kind": "partnerships:request_kind",
    "topic": "topic",
    "country": "partnerships:request_country",
    "size": "partnerships:request_size",
}
LABELS = {
    "kind": _("Seeks or offers"),
    "topic": _("Topic"),
    "country": _("Country"),
    "size": _("Suitable size of town"),
}


def chosen_filters(parameters: Mapping[str, str]) -> dict[str, str]:
    """The filters of a request, by name."""
    return {name: parameters[name] for name in FILTERS if parameters.get(name)}


def facets_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """As the store filters."""
    return {FILTERS[name]: value for name, value in chosen.items()}


def filters(locale: str, chosen: Mapping[str, str]) -> tuple[list[Filter], list[Chosen]]:
    """(filters that offer a choice, active ones); five queries."""
    counts = facet_counts(locale, TYPES, list(FILTERS.values()))
    known = {name: [*counts[facet], *([chosen[name]] if name in chosen else [])] for name, facet in FILTERS.items()}
    names = _names(known, locale)
    offered, active = [], []
    for name, facet in FILTERS.items():
        choices = [
            Choice(value, label, counts[facet][value], chosen.get(name) == value, language)
            for value, (label, language) in names[name].items()
            if value in counts[facet]
        ]
        if len(choices) > 1:
            offered.append(Filter(name, LABELS[name], choices))
        if name in chosen:
            rest = urlencode({other: value for other, value in chosen.items() if other != name})
            label, language = names[name].get(chosen[name], (chosen[name], ""))
            active.append(Chosen(LABELS[name], label, f"?{rest}", language))
    return offered, active


def _names(known: Mapping[str, Sequence[str]], locale: str) -> dict[str, dict[str, tuple[Any, str]]]:
    """Per filter in the order of the choices: value -> (label, language if it is another one)."""

    def named(entities: Any, attribute: str) -> dict[str, tuple[Any, str]]:
        found = {}
        for entity in entities.by_name():
            label, language = entity.localized_name(locale)
            found[str(getattr(entity, attribute))] = (label, "" if language == locale else language)
        return found

    return {
        "kind": {kind.value: (kind.label, "") for kind in RequestKind},
        "topic": named(Topic.objects.filter(key__in=known["topic"]), "key"),
        "country": named(Country.objects.filter(code__in=known["country"]), "code"),
        "size": {size.value: (size.label, "") for size in SizeClass},
    }
