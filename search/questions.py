"""What engines are asked and what they answer, in tokens (see search.tokens), so that all of them match alike."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from .query import Near, Order

# Engines count this many values of each facet, the most frequent first.
MAX_FACET_VALUES = 100


@dataclass(frozen=True)
class Alternative:
    """One way for a clause to match: tokens as a phrase, the last of them as a prefix, or all in any order."""

    kind: Literal["phrase", "prefix", "all"]
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """Matches where any alternative stands within one field; `text` is what was typed for it.

    `weight` multiplies what it counts: a rare word tells more than a common one.
    """

    alternatives: tuple[Alternative, ...]
    text: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Question:
    """Found is what matches every clause of at least one group and none that is excluded.

    `typed` are the tokens of all that was typed: what is called exactly so comes first.
    `freely` lets the engine's own analysis of the language match, too, where it has one (see Engine.analyses).
    `names_only` looks no further than titles and names. Facets are by their names in addresses; `counted` are counted.
    """

    groups: tuple[tuple[Clause, ...], ...]
    locale: str
    excluded: tuple[Clause, ...] = ()
    typed: tuple[str, ...] = ()
    freely: bool = False
    names_only: bool = False
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    near: Near | None = None
    order: Order = "relevance"
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True)
class Found:
    """Keys of documents in order, the total, each facet's counts {value: hits} without its own filter.

    `matched` is how many match without facets and neighbourhood.
    """

    keys: Sequence[str] = ()
    total: int = 0
    matched: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """A search engine; raises EngineUnavailable when it cannot answer in time."""

    name: str
    analyses: bool

    def find(self, question: Question, now: datetime) -> Found:
        """What is public at the moment and matches."""

    def nearest(self, misspelt: Collection[str], locale: str, now: datetime) -> Mapping[str, Sequence[str]]:
        """For folded words that nothing has: words of what is public at the moment, as written, the nearest first."""


class EngineUnavailable(Exception):
    """The engine is down, too slow, or has no index yet."""
