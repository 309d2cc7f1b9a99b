"""The engine that is always there: the site's own database."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from search.models import SearchDocument
from search.questions import Alternative, Clause, Found, Question
from search.tokens import word_tokens, words

from . import finding, neighbours, tables, vocabulary
from .matching import satisfied

# The index is asked for so many candidates, the nearest first; those behind them are too far.
MOST_ASKED = 6

Renew = Callable[[Iterable[SearchDocument], datetime], dict[str, SearchDocument]]


class DatabaseEngine:
    """SQLite or PostgreSQL; one query a question when no match is past its time.

    `renew` gives documents past their time as they are now: what does not match any more is not found.
    """

    name: ClassVar[str] = "database"
    analyses: ClassVar[bool] = False

    def __init__(self, renew: Renew) -> None:
        self.renew = renew

    def find(self, question: Question, now: datetime) -> Found:
        found, due = finding.find(question, now)
        outdated = self._outdated(question, due, now) if due else ()
        return finding.find(question, now, outdated)[0] if outdated else found

    def nearest(self, misspelt: Collection[str], locale: str, now: datetime) -> Mapping[str, Sequence[str]]:
        return {word: found for word in misspelt if (found := self._nearest(word, locale, now))}

    def _nearest(self, word: str, locale: str, now: datetime) -> list[str]:
        """A word of what is hidden at the moment is none: candidates must be found."""
        if not neighbours.reach(word):
            return []
        candidates = vocabulary.near(locale, word)
        found: list[tuple[int, bool, int, str]] = []
        for folded in neighbours.ranked(word, candidates)[:MOST_ASKED]:
            rank = neighbours.distance(word, folded)
            if found and rank > found[0][:2]:
                break
            tokens = tuple(token for part in words(candidates[folded]) for token in word_tokens(part))
            clause = Clause((Alternative("phrase", tokens),))
            if hits := self.find(Question(((clause,),), locale, order="-date", limit=0), now).matched:
                found.append((*rank, -hits, candidates[folded]))
        return [written for *_rank, written in sorted(found)]

    def _outdated(self, question: Question, due: list[int], now: datetime) -> list[int]:
        documents = SearchDocument.objects.in_bulk(due).values()
        current = self.renew(documents, now)
        return [
            document.pk
            for document in documents
            if document.key not in current or not satisfied(question, tables.columns(current[document.key]).values())
        ]
