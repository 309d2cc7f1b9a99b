"""What is put into the index: one record per findable thing and language."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from cms.schemas.base import Schema

# Facets that begin so are kept to find records again; nobody filters or counts by them.
INTERNAL = "_"


class SourceCard(Schema):
    """What every thing that is no page shows of itself."""

    type: str
    locale: str
    url: str
    title: str


@dataclass(frozen=True)
class SearchRecord:
    """A page ("page:12") or anything else that stands behind public pages ("place:7:de").

    `facets` are by the names of addresses; `latitude` and `longitude` in degrees; `weight` multiplies the score.
    `foreign` are the pieces of running(lead, text) in another language: where each begins and ends, and which it is.
    `card` is what lists show where there is no page: fields of its source's shape in values of JSON.
    """

    key: str
    type: str
    locale: str
    url: str
    title: str
    names: tuple[str, ...] = ()
    lead: str = ""
    text: str = ""
    page_id: int | None = None
    date: datetime.date | None = None
    latitude: float | None = None
    longitude: float | None = None
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    visible_from: datetime.datetime | None = None
    expires_at: datetime.datetime | None = None
    valid_until: datetime.datetime | None = None
    weight: float = 1.0
    foreign: Sequence[tuple[int, int, str]] | None = None
    card: Mapping[str, Any] | None = None


def running(lead: str, text: str) -> str:
    """Lead and text, a line each piece, of which excerpts are made."""
    return "\n".join(filter(None, (lead, text)))


class SearchSource(Protocol):
    """Records of things that are no pages, as places are; found exactly as long as a public page shows them.

    `follows` is the kind of dependency tag ("place") by which pages name them; keys are "<follows>:<value>:<locale>".
    `called` are further words by which visitors ask for such a thing.
    Cards are of `card_schema`, which fixes the type as those of pages do.
    """

    label: Any
    called: Any
    follows: str
    card_schema: type[SourceCard]

    def records(self, values: Collection[str], locale: str) -> Iterable[SearchRecord]:
        """The records of those values that public pages of the language show; values without one are forgotten."""
