"""The engine that is always there: the site's own database."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from search.models import SearchDocument
from search.questions import Alternative, Clause, Found, Question
from search.tokens import word_tokens, words

from . import finding, neighbours, tables, vocabulary
from .matching import satisfied

MOST_NEAREST = 3
# The index is asked for so many candidates, the nearest first; those behind them are too far.
MOST_ASKED = 6

Renew = Callable[[Iterable[SearchDocument], datetime], dict[str, SearchDocument]]


class DatabaseEngine:
    """SQLite or PostgreSQL; two queries a question when no match is past its time.

    `renew` gives documents past their time as they are now: what does not match any more is not found.
    """

    name: ClassVar[str] = "database"

    def __init__(self, renew: Renew) -> None:
        self.renew = renew

    def find(self, question: Question, now: datetime) -> Found:
        return finding.find(question, now, self._outdated(question, now))

    def nearest(self, misspelt: Collection[str], locale: str, now: datetime) -> Mapping[str, Sequence[str]]:
        return {word: found for word in misspelt if (found := self._nearest(word, locale, now))}

    def _nearest(self, word: str, locale: str, now: datetime) -> list[str]:
        """A word of what is hidden at the moment is none: candidates must be found."""
        if not neighbours.reach(word):
            return []
        candidates = vocabulary.known(locale, neighbours.one_slip(word))
        if not candidates and neighbours.reach(word) > 1:
            candidates = vocabulary.similar(locale, word, neighbours.reach(word))
        found = []
        for place, folded in enumerate(neighbours.ranked(word, candidates)[:MOST_ASKED]):
            tokens = tuple(token for part in words(candidates[folded]) for token in word_tokens(part))
            clause = Clause((Alternative("phrase", tokens),))
            if hits := self.find(Question(((clause,),), locale, limit=0), now).matched:
                slips, other_letter = neighbours.distance(word, folded)
                found.append((slips, other_letter, -hits, place, candidates[folded]))
        return [written for *_rank, written in sorted(found)[:MOST_NEAREST]]

    def _outdated(self, question: Question, now: datetime) -> list[int]:
        due = SearchDocument.objects.in_bulk(finding.due(question, now)).values()
        current = self.renew(due, now) if due else {}
        return [
            document.pk
            for document in due
            if document.key not in current or not satisfied(question, tables.columns(current[document.key]).values())
        ]
