"""The engine that is always there: the site's own database."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

from search.models import SearchDocument
from search.questions import Found, Question

from . import finding, tables
from .matching import satisfied

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

    def _outdated(self, question: Question, now: datetime) -> list[int]:
        due = SearchDocument.objects.in_bulk(finding.due(question, now)).values()
        current = self.renew(due, now) if due else {}
        return [
            document.pk
            for document in due
            if document.key not in current or not satisfied(question, tables.columns(current[document.key]).values())
        ]
