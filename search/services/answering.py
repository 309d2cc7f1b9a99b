"""Which engine answers: the search server if there is one and it can, else the database, which always can."""

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.conf import settings

from search.engines.database.engine import DatabaseEngine
from search.engines.elastic.engine import ElasticEngine
from search.questions import EngineUnavailable, Found, Question

from .renewal import renewed

logger = logging.getLogger(__name__)


class AnsweringEngine:
    """For one web request, however often it asks: once the server has failed, it is not waited for again."""

    def __init__(self) -> None:
        self.database = DatabaseEngine(renewed)
        self.server = ElasticEngine() if settings.SEARCH_URLS else None

    @property
    def name(self) -> str:
        """That of the engine that answers."""
        return (self.server or self.database).name

    @property
    def analyses(self) -> bool:
        """Whether it has an analysis of its own."""
        return (self.server or self.database).analyses

    def find(self, question: Question, now: datetime) -> Found:
        if self.server:
            try:
                return self.server.find(question, now)
            except EngineUnavailable as error:
                logger.warning("search answered by the database", extra={"reason": str(error)})
                self.server = None
        return self.database.find(question, now)

    def nearest(self, misspelt: Collection[str], locale: str, now: datetime) -> Mapping[str, Sequence[str]]:
        """Of the words of the database, whoever answers, so that all correct alike."""
        return self.database.nearest(misspelt, locale, now)
