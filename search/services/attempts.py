"""How a query is understood: as it was typed, and where that finds nothing, more and more freely."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Literal

from search.query import SearchQuery
from search.questions import Clause, Engine
from search.tokens import word_tokens

from .correcting import corrected
from .expanding import Expansion, apart, expand

Words = Literal["all", "some"]


@dataclass(frozen=True)
class Attempt:
    """Clauses of which some group must be there, whether these are all `words`, and the text if it was corrected.

    `typed` are the tokens of everything that is wanted.
    """

    groups: tuple[tuple[Clause, ...], ...]
    excluded: tuple[Clause, ...]
    words: Words
    typed: tuple[str, ...]
    corrected: str | None = None


def attempts(query: SearchQuery, engine: Engine, now: datetime) -> Iterator[Attempt]:
    """Every word; misspelt ones replaced; compounds taken apart; one word less where there are three; any word.

    Each is made when the one before it has found nothing.
    """
    expansion = expand(query)
    if not expansion.wanted:
        return
    text, typed = None, _typed(query)
    yield Attempt((expansion.wanted,), expansion.excluded, "all", typed)
    if not query.as_typed and (meant := corrected(query, engine, now)):
        query, text, typed, expansion = meant, meant.text, _typed(meant), expand(meant)
        yield Attempt((expansion.wanted,), expansion.excluded, "all", typed, text)
    if written := apart(query):
        yield Attempt((expand(written).wanted,), expansion.excluded, "some", typed, text)
    for groups in _fewer(expansion):
        yield Attempt(groups, expansion.excluded, "some", typed, text)


def _typed(query: SearchQuery) -> tuple[str, ...]:
    wanted = (word for term in query.terms if not term.excluded for word in term.words)
    return tuple(token for word in wanted for token in word_tokens(word))


def _fewer(expansion: Expansion) -> Iterator[tuple[tuple[Clause, ...], ...]]:
    wanted = expansion.wanted
    if len(wanted) > 2:
        yield tuple(combinations(wanted, len(wanted) - 1))
    if len(wanted) > 1:
        yield tuple((clause,) for clause in wanted)
