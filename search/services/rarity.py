"""How often a clause matches, and what it therefore tells: rare words are what was meant, common ones go with many."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from math import log2

from search.questions import Clause, Engine, Question


class Rarity:
    """For one query: each clause is counted once, by one question."""

    def __init__(self, engine: Engine, locale: str, now: datetime) -> None:
        self.engine, self.locale, self.now = engine, locale, now
        self._counted: dict[Clause, int] = {}

    def count(self, clause: Clause) -> int:
        """How many documents of the language match it."""
        if clause not in self._counted:
            question = Question(((clause,),), self.locale, order="-date", limit=0)
            self._counted[clause] = self.engine.find(question, self.now).matched
        return self._counted[clause]

    def known(self, clauses: Iterable[Clause]) -> list[Clause]:
        """Those that match anything, by the weight of their rarity, the rarest first."""
        counts = {clause: count for clause in clauses if (count := self.count(clause))}
        most = max(counts.values(), default=1)
        ranked: Sequence[Clause] = sorted(counts, key=counts.__getitem__)
        return [replace(clause, weight=clause.weight * (1 + log2(most / counts[clause]))) for clause in ranked]
