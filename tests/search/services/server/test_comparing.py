"""Whatever was lost on the way to the server is found and mended."""

import pytest

from search.engines.elastic import indexes, writing
from search.models import SearchChange, SearchDocument, SearchRun
from search.services import storing
from search.services.server.comparing import compare_all
from search.services.server.rebuilding import open_runs
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import closed_port

from .conftest import held, record, stored


def figures(run: SearchRun) -> tuple[int, ...]:
    return run.total, run.missing, run.outdated, run.surplus, run.remaining


def test_lost_writes_are_mended(rebuilt) -> None:
    storing.write([record(1, "Neu"), record(6), record(7, locale="en")])
    gone = SearchDocument.objects.get(key="page:3")
    storing.forget(["page:3"])
    SearchChange.objects.all().delete()
    assert figures(compare_all()) == (6, 2, 1, 1, 0)
    assert {language: held(language) for language in indexes.languages()} == {
        language: stored(language) for language in indexes.languages()
    }
    assert gone.key not in held()
    assert figures(compare_all()) == (6, 0, 0, 0, 0)


def test_a_language_without_a_current_index_is_rebuilt(rebuilt, monkeypatch: pytest.MonkeyPatch) -> None:
    indexes.drop(indexes.behind("de")[0])
    compare_all()
    assert [run.locale for run in open_runs()] == ["de"]
    open_runs().delete()
    monkeypatch.setattr(indexes, "fingerprint", lambda language: f"new {language}")
    compare_all()
    assert [run.locale for run in open_runs()] == ["de", "ru", "en"]


@pytest.mark.usefixtures("no_documents")
def test_without_the_server_the_comparison_says_so() -> None:
    assert compare_all() is None
    with searching_on(closed_port()):
        run = compare_all()
    assert (run.problem != "", run.ended_at is None, figures(run)) == (True, False, (0, 0, 0, 0, 0))


def test_a_refusal_of_one_document_keeps_no_other(rebuilt) -> None:
    storing.write([record(1, "Neu"), record(6)])
    # No such number fits into the server's field.
    SearchDocument.objects.filter(key="page:6").update(weight=1e39)
    refused = writing.send(list(SearchDocument.objects.filter(key__in=["page:1", "page:6"])))
    assert sorted(refused) == ["page:6"]
    assert held()["page:1"] == stored()["page:1"]
