"""The engine on a search server."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from search.questions import EngineUnavailable, Found, Question

from . import asking, clients
from .connection import NONSENSE, Refused, Unavailable, ask
from .indexes import alias


class ElasticEngine:
    """One request a question.

    One for each web request, whose questions share PATIENCE: once that is used up, no server is asked any more.
    """

    name: ClassVar[str] = "elastic"
    analyses: ClassVar[bool] = True

    def __init__(self) -> None:
        self.left = clients.PATIENCE

    def find(self, question: Question, now: datetime) -> Found:
        body = asking.body_of(question, now)
        if self.left <= 0:
            raise EngineUnavailable("the server is too slow")
        begun = time.monotonic()
        try:
            answer = ask("POST", f"/{alias(question.locale)}/_search", body, within=self.left)
        except (Unavailable, Refused) as error:
            raise EngineUnavailable(str(error)) from error
        finally:
            self.left -= time.monotonic() - begun
        try:
            return _found(answer, question)
        except NONSENSE as error:
            raise EngineUnavailable("something else answers") from error


def _found(answer: Mapping[str, Any], question: Question) -> Found:
    counted = answer["aggregations"]
    if not counted["documents"]["doc_count"] or answer["timed_out"]:
        raise EngineUnavailable("the index is empty")
    apart = asking.merged(value for name, value in counted.items() if name.startswith(asking.PASSING))
    counts = {**counted, **apart}
    facets = {
        name: {bucket["key"]: bucket["doc_count"] for bucket in counts[f"facet{number}"]["buckets"]}
        for number, name in enumerate(question.counted)
    }
    return Found(
        keys=[hit["_id"] for hit in answer["hits"]["hits"]],
        total=answer["hits"]["total"]["value"],
        matched=counted["matched"]["doc_count"],
        facets={name: counts for name, counts in facets.items() if counts},
    )
