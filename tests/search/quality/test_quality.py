"""How good the search is on each engine, by judged queries over the demo.

pytest -m judged -n 0 -s tests/search/quality [--held-out]
"""

from collections.abc import Callable

import pytest
from django.db import connection

from search.query import SearchQuery
from search.services.searching import search
from search.services.server import rebuilding
from tests.search.quality import report
from tests.search.quality.judgments import held_out, judged, unseen

# What is reached; raised with every step that is made, so that nothing is lost again.
DATABASE_SUCCESS_3 = SERVER_SUCCESS_3 = 0.99
NONSENSE = (
    ("de", "asdfgh qwertz"), ("de", "xkcdvbq"), ("de", "kkkk"), ("de", "lorem ipsum dolor"), ("de", "ghbdtn"),
    ("ru", "фывапр олджэ"), ("ru", "ааааа"), ("en", "zzzzzz"), ("en", "qwerty asdf"),
)  # fmt: skip
Show = Callable[[str], None]


@pytest.mark.slow
@pytest.mark.judged
@pytest.mark.usefixtures("whole_demo")
def test_answers(show: Show, request: pytest.FixtureRequest) -> None:
    queries = judged()
    assert len({(query.language, query.text) for query in queries}) == len(queries)
    assert report.unmatched([*queries, *held_out(), *unseen()]) == set()
    assert _success_3(connection.vendor, show, request) >= DATABASE_SUCCESS_3


@pytest.mark.slow
@pytest.mark.judged
@pytest.mark.usefixtures("whole_demo", "elastic")
def test_answers_of_the_server(show: Show, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> None:
    for run in rebuilding.request():
        list(rebuilding.go_on(run))
    caplog.clear()
    assert _success_3("search server", show, request) >= SERVER_SUCCESS_3
    # No other engine has answered in its place.
    assert caplog.messages == []


def _success_3(engine: str, show: Show, request: pytest.FixtureRequest) -> float:
    outcomes = report.run(judged())
    show(report.table(outcomes, f"Judged set, {engine}"))
    if request.config.getoption("--held-out"):
        show(report.table(report.run(held_out()), f"Held out, {engine}"))
        show(report.table(report.run(unseen()), f"Unseen, {engine}"))
    assert {text: search(SearchQuery(text, language)).total for language, text in NONSENSE} == {
        text: 0 for _language, text in NONSENSE
    }
    return report.overall(outcomes).success_3
