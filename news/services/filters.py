"""The filters of the news index: choices that lead somewhere, and words that take a chosen one away."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from cms.content_store.services import reading
from cms.content_store.services.counting import facet_counts
from cms.delivery.services.filtering import Choice, Chosen, Filter
from cms.entities.models import Topic
from news.models import ArticleKind

# Query parameters of the index and the facets they filter by.
FILTERS = {"theme": "news:theme", "kind": "news:kind", "year": "news:year", "topic": "topic", "tag": "tag"}
LABELS = {"theme": _("Theme year"), "kind": _("Kind"), "year": _("Year"), "topic": _("Topic"), "tag": _("Tag")}
# Tags are chosen from an article only: there are too many of them for a list.
OFFERED = ("theme", "kind", "year", "topic")


def chosen_filters(parameters: Mapping[str, str]) -> dict[str, str]:
    """The filters of a request, by name."""
    return {name: parameters[name] for name in FILTERS if parameters.get(name)}


def filters(locale: str, types: Sequence[str], chosen: Mapping[str, str]) -> tuple[list[Filter], list[Chosen]]:
    """(filters that offer a choice, active ones); four queries."""
    counts = facet_counts(locale, types, list(FILTERS.values()))
    names = _names(counts, chosen, locale)
    offered, active = [], []
    for name, facet in FILTERS.items():
        choices = [
            Choice(
                value,
                label=names[name][value][0],
                count=count,
                chosen=chosen.get(name) == value,
                language=names[name][value][1],
            )
            for value, count in counts[facet].items()
            if value in names[name]
        ]
        if name == "year":
            choices.sort(key=lambda choice: choice.value, reverse=True)
        if name in OFFERED and (len(choices) > 1 or (choices and name == "theme")):
            offered.append(Filter(name, LABELS[name], choices))
        if name in chosen:
            active.append(_chosen(name, chosen, names[name]))
    return offered, active


def _chosen(name: str, chosen: Mapping[str, str], names: Mapping[str, tuple[Any, str]]) -> Chosen:
    """An unknown value is shown as it came, so that it can be taken away."""
    rest = urlencode({other: value for other, value in chosen.items() if other != name})
    label, language = names.get(chosen[name], (chosen[name], ""))
    return Chosen(LABELS[name], label, f"?{rest}", language)


def _names(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, str], locale: str
) -> dict[str, dict[str, tuple[Any, str]]]:
    """Per filter: value -> (label, language if it is another one); of what is offered and what is chosen."""
    known = {name: [*counts[facet], *([chosen[name]] if name in chosen else [])] for name, facet in FILTERS.items()}
    keys = [*known["topic"], *known["tag"]]
    topics = {}
    for topic in Topic.objects.filter(key__in=keys).prefetch_related("names"):
        label, language = topic.localized_name(locale)
        topics[str(topic.key)] = (label, "" if language == locale else language)
    return {
        "theme": {key: (title, "") for key, title in reading.titles_of(known["theme"], locale).items()},
        "kind": {kind.value: (kind.label, "") for kind in ArticleKind},
        "year": {year: (year, "") for year in counts["news:year"]},
        "topic": topics,
        "tag": topics,
    }
