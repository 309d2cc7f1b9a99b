"""How good the search is, by judged queries over the demo.

pytest -m slow -n 0 -s tests/search/quality [--held-out]
"""

from collections.abc import Callable

import pytest

from tests.search.quality import report
from tests.search.quality.judgments import held_out, judged

# What is reached; raised with every step that is made, so that nothing is lost again.
DATABASE_SUCCESS_3 = 0.97


@pytest.mark.slow
@pytest.mark.usefixtures("whole_demo")
def test_answers(show: Callable[[str], None], request: pytest.FixtureRequest) -> None:
    queries = judged()
    assert len({(query.language, query.text) for query in queries}) == len(queries)
    outcomes = report.run(queries)
    show(report.table(outcomes, "Judged set"))
    if request.config.getoption("--held-out"):
        show(report.table(report.run(held_out()), "Held out"))
    assert report.unmatched([*queries, *held_out()]) == set()
    assert report.overall(outcomes).success_3 >= DATABASE_SUCCESS_3
