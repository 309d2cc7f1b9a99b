"""A process of the site in production that fills its database, then measures itself on demand.

python -m tests.benchmarks.delivery.process PAGES reads lines `["list", "served", 0.1]`, asks that question for so many
seconds, of gunicorn or ("called") of the application in this process, and answers with what that cost:
`{"requests": ..., "cpu": ..., "database": ..., "wall": ...}`.
"""

import json
import sys
from collections.abc import Callable
from time import perf_counter, process_time

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connection  # noqa: E402

from cms.content_store.models import ContentItem  # noqa: E402
from cms.content_store.services.rendering import COMPARED, render  # noqa: E402
from cms.content_store.services.visibility import read  # noqa: E402
from news.models import ArticlePage  # noqa: E402

from . import articles  # noqa: E402
from .asked import Question, ask, questions  # noqa: E402
from .served import gunicorn, working_time  # noqa: E402

SAMPLE = 7


def drifted() -> list[str]:
    """Addresses of those copies, of some, that are not stored as a fresh rendering would be."""
    ids = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    found = []
    for pk in ids[:: max(1, len(ids) // SAMPLE)]:
        item, rendering = ContentItem.objects.get(pk=pk), render(read(pk))
        facets = {(name, value) for name, values in rendering.facets.items() for value in values}
        same = (
            all(_comparable(getattr(item, name)) == rendering.fields[name] for name in COMPARED)
            and set(item.dependency_tags.values_list("tag", flat=True)) == rendering.tags
            and set(item.facets.values_list("name", "value")) == facets
        )
        found += [] if same else [item.url_path]
    return found


def called(question: Question) -> int:
    """The status of an answer of the application in this process."""
    return ask(application, question.environ()).status


def measured(
    ask_once: Callable[[], int], worked: Callable[[], tuple[float, float]], status: int, seconds: float
) -> dict:
    """What the answers of so many seconds cost."""
    requests, (cpu, database), wall = 0, worked(), perf_counter()
    while perf_counter() - wall < seconds:
        assert ask_once() == status
        requests += 1
    wall = perf_counter() - wall
    done = dict(zip(("cpu", "database"), worked(), strict=True))
    return {"requests": requests, "cpu": done["cpu"] - cpu, "database": done["database"] - database, "wall": wall}


def own_work() -> tuple[float, float]:
    """CPU seconds of this process so far, and of the database for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [(pid,)] = cursor.fetchall()
    return process_time(), working_time(pid)


def main(count: int) -> None:
    """Fill, say what is asked, measure until nothing is asked any more."""
    articles.fill(count)
    known = questions(application)
    answers = {name: ask(application, question.environ()) for name, question in known.items()}
    told = {
        "status": {name: [answer.status, known[name].status] for name, answer in answers.items()},
        "drifted": drifted(),
        "same": {
            name: answers[name].json() == answers[f"ORM {name}"].json() for name in ("list", "filter", "deep page")
        },
        "bytes": {name: len(answer.body) for name, answer in answers.items()},
    }
    print(json.dumps(told), flush=True)  # noqa: T201
    with gunicorn() as server:
        for line in sys.stdin:
            name, how, seconds = json.loads(line)
            question = known[name]
            request = question.request()
            if how == "served":
                cost = measured(lambda: server.ask(request), server.worked, question.status, seconds)  # noqa: B023
            else:
                cost = measured(lambda: called(question), own_work, question.status, seconds)  # noqa: B023
            print(json.dumps(cost), flush=True)  # noqa: T201


def _comparable(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


if __name__ == "__main__":
    main(int(sys.argv[1]))
