"""How many pages each value of a filter would show, for the lists of pages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from pydantic import Field

from cms.content_store.services import reading
from cms.content_store.services.counting import Counts, Selection
from cms.entities.models import Entity, Topic
from cms.plugins.registry import registry
from cms.schemas.base import Schema

from .parameters import FilterParameters
from .responses import json_response

# So many values of one facet are told, the most frequent ones.
MOST = 200


@dataclass(frozen=True)
class Facet:
    """A facet of content items behind a filter: `stored` as the store names it.

    Its values are keys of entities, translation keys of pages (`pages`), codes with `words`, or words themselves.
    """

    stored: str
    entities: type[Entity] | None = None
    pages: bool = False
    words: Mapping[str, Any] | None = None


class PageFacetValue(Schema):
    """One value of a facet."""

    value: str = Field(description="As the filter takes it.")
    label: str = Field(description="In the language asked for where there is one; else the value.")
    count: int = Field(description="How many pages it would show beside the other filters.")


class PageFacets(Schema):
    """The values of each facet, the most frequent first."""

    total: int = Field(description="How many pages the filters leave.")
    facets: dict[str, list[PageFacetValue]] = Field(
        description=f"By the name of the filter; a filter's own choice does not lower its counts. At most {MOST} each."
    )


COMMON = {"topic": Facet("topic", Topic), "tag": Facet("tag", Topic)}


def facets_response(
    request: HttpRequest,
    selection: Selection,
    facets: Mapping[str, Facet],
    counted: Mapping[str, list[PageFacetValue]] | None = None,
) -> HttpResponse:
    """PageFacets of what is selected; `counted` are values that have been counted already."""
    counts = selection.counted([facet.stored for facet in facets.values()])
    values = {name: _values(facet, counts[facet.stored], selection.locale) for name, facet in facets.items()}
    answer = PageFacets(total=selection.total(), facets={**(counted or {}), **values})
    return json_response(request, answer.model_dump_json().encode())


def selected(parameters: FilterParameters, types: Sequence[str], facets: Mapping[str, Facet]) -> Selection:
    """What the parameters leave."""
    chosen = {facet.stored: getattr(parameters, name) for name, facet in facets.items()}
    return Selection(
        locale=parameters.locale,
        types=types,
        chosen={stored: str(value) for stored, value in chosen.items() if value not in (None, "")},
        since=parameters.since,
        until=parameters.until,
    )


def type_values(selection: Selection) -> list[PageFacetValue]:
    """The types of pages, by the names that editors know them by."""
    models = {presenter.type: model for model, presenter in registry.read("presenters").items()}
    with translation.override(selection.locale):
        return [
            PageFacetValue(value=name, label=str(models[name]._meta.verbose_name), count=count)
            for name, count in selection.types_counted().items()
            if name in models
        ]


def _values(facet: Facet, counts: Counts, locale: str) -> list[PageFacetValue]:
    shown = dict(list(counts.items())[:MOST])
    labels = _labels(facet, shown, locale)
    return [PageFacetValue(value=value, label=labels.get(value, value), count=count) for value, count in shown.items()]


def _labels(facet: Facet, values: Collection[str], locale: str) -> dict[str, str]:
    if facet.entities:
        found = facet.entities.objects.filter(key__in=values).prefetch_related("names")
        return {entity.key: entity.name_in(locale) for entity in found}
    if facet.pages:
        return reading.titles_of(values, locale)
    with translation.override(locale):
        return {value: str(facet.words[value]) for value in values if value in facet.words} if facet.words else {}
