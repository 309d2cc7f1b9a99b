"""The engine on a search server."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from search.questions import EngineUnavailable, Found, Question

from . import asking, clients
from .connection import NONSENSE, Body, Refused, Unavailable, ask
from .indexes import alias


class ElasticEngine:
    """One request a question.

    One for each web request, whose questions share PATIENCE: once that is used up, no server is asked any more.
    """

    name: ClassVar[str] = "elastic"
    analyses: ClassVar[bool] = True

    def __init__(self) -> None:
        self.left = clients.PATIENCE
        self._filled: set[str] = set()

    def find(self, question: Question, now: datetime) -> Found:
        lines = [line for body in asking.searches(question, now) for line in ({}, body)]
        answer = self._ask("POST", f"/{alias(question.locale)}/_msearch", lines)
        try:
            found = _found(_answers(answer), question)
            if not found.matched:
                self._be_filled(question.locale)
        except NONSENSE as error:
            raise EngineUnavailable("something else answers") from error
        return found

    def _be_filled(self, language: str) -> None:
        """Nothing found is an answer only where there is something to find."""
        if language in self._filled:
            return
        if not self._ask("GET", f"/{alias(language)}/_count")["count"]:
            raise EngineUnavailable("the index is empty")
        self._filled.add(language)

    def _ask(self, method: str, path: str, body: Body | None = None) -> Any:
        if self.left <= 0:
            raise EngineUnavailable("the server is too slow")
        begun = time.monotonic()
        try:
            return ask(method, path, body, within=self.left)
        except (Unavailable, Refused) as error:
            raise EngineUnavailable(str(error)) from error
        finally:
            self.left -= time.monotonic() - begun


def _answers(answer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Those of all searches; each may fail of its own."""
    for one in answer["responses"]:
        if "error" in one:
            raise EngineUnavailable(f"{one['status']} {one['error']['reason']}")
        if one["timed_out"]:
            raise EngineUnavailable("the server was too slow")
    return answer["responses"]


def _found(answers: Sequence[Mapping[str, Any]], question: Question) -> Found:
    hits, matched = answers[0]["hits"], answers[-1]
    return Found(
        keys=[hit["_id"] for hit in hits["hits"]],
        total=hits["total"]["value"],
        matched=matched["hits"]["total"]["value"],
        facets=asking.facets(question, matched["aggregations"]) if question.counted else {},
    )
