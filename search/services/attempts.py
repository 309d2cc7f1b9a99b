"""How a query is understood: as it was typed, and where that finds nothing, more and more freely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Any, Literal

from search.query import SearchQuery
from search.questions import Clause, Engine, Question
from search.tokens import word_tokens

from .correcting import corrected
from .expanding import apart, expand
from .loosening import loosened
from .rarity import Rarity

Words = Literal["all", "some"]


@dataclass(frozen=True)
class Attempt:
    """Clauses of which some group must be there, whether these are all `words`, and the text if it was corrected.

    `typed` are the tokens of everything that is wanted; `freely` see Question.
    """

    groups: tuple[tuple[Clause, ...], ...]
    excluded: tuple[Clause, ...]
    words: Words
    typed: tuple[str, ...]
    corrected: str | None = None
    freely: bool = False

    def question(self, locale: str, **narrowed: Any) -> Question:
        """What an engine is asked, `narrowed` by the other fields of a Question."""
        return Question(self.groups, locale, excluded=self.excluded, typed=self.typed, freely=self.freely, **narrowed)


def attempts(query: SearchQuery, engine: Engine, now: datetime) -> Iterator[Attempt]:
    """Every word; words begun; misspelt ones replaced; compounds taken apart; the engine's own analysis; fewer words.

    Each is made when the one before it has found nothing.
    """
    expansion = expand(query)
    if not expansion.wanted:
        return
    rarity = Rarity(engine, query.locale, now)
    text, typed = None, _typed(query)
    yield Attempt(expansion.groups, expansion.excluded, "all", typed)
    if len(expansion.wanted) > 1:
        yield Attempt(begun(expansion.groups), expansion.excluded, "all", typed)
    if not query.as_typed and (meant := corrected(query, rarity)):
        query, text, typed, expansion = meant, meant.text, _typed(meant), expand(meant)
        yield Attempt(expansion.groups, expansion.excluded, "all", typed, text)
    if written := apart(query) or loosened(query, rarity):
        expansion = expand(written)
        yield Attempt(expansion.groups, expansion.excluded, "some", typed, text)
    if engine.analyses:
        yield Attempt(expansion.groups, expansion.excluded, "all", typed, text, freely=True)
    if len(expansion.wanted) > 1:
        for groups in _fewer(rarity.known(expansion.wanted), len(expansion.wanted)):
            yield Attempt(groups, expansion.excluded, "some", typed, text)


def begun(groups: tuple[tuple[Clause, ...], ...]) -> tuple[tuple[Clause, ...], ...]:
    """Each word may be the beginning of one: people type "chemn wolg"."""
    return tuple(tuple(map(_begun, group)) for group in groups)


def _begun(clause: Clause) -> Clause:
    typed, *others = clause.alternatives
    return replace(clause, alternatives=(replace(typed, kind="prefix"), *others))


def _typed(query: SearchQuery) -> tuple[str, ...]:
    wanted = (word for term in query.terms if not term.excluded for word in term.words)
    return tuple(token for word in wanted for token in word_tokens(word))


def _fewer(known: Sequence[Clause], whole: int) -> Iterator[tuple[tuple[Clause, ...], ...]]:
    """All of them but the words that nothing has; one less; any. Rare words count more."""
    if 0 < len(known) < whole:
        yield (tuple(known),)
    if len(known) > 2:
        yield tuple(combinations(known, len(known) - 1))
    if len(known) > 1:
        yield tuple((clause,) for clause in known)
