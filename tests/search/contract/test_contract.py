"""One contract for every engine: the same hits, totals, counts, order and corrections for each case.

Names, folded forms, stems and parts of compounds are made by us, so that all engines answer alike. One thing may
differ: where no document has all words, a search server tries its own analysis of the language, which takes apart
German compounds that are in no list of ours ("Sachsenpartnerschaft" finds partnerships) and so does not take them for
misspelt. Cases of that kind say what is found by whom (`differs`); nothing else may differ.
"""

import pytest

from search.services.searching import SearchResult, search

from .cases import CASES, Case
from .corpus import NOW


def keys(result: SearchResult) -> list[str]:
    return [hit.card["url"].strip("/") for hit in result.hits]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_contract(engine: str, case: Case, caplog: pytest.LogCaptureFixture) -> None:
    case = case.on(engine)
    result = search(case.query, NOW)
    # No other engine has answered in its place.
    assert caplog.messages == []
    found, wanted = keys(result), list(case.hits)
    assert (found if case.ordered else sorted(found)) == (wanted if case.ordered else sorted(wanted))
    assert result.total == (len(wanted) if case.total is None else case.total)
    if wanted:
        assert (result.words, result.corrected) == (case.words, case.corrected)
    assert {name: result.facets.get(name, {}) for name in case.facets} == case.facets


def test_the_contract_is_as_long_as_promised() -> None:
    assert len(CASES) >= 150
