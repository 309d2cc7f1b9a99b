"""A new index is filled, counted and put in the place of the old one; nobody finds nothing meanwhile."""

import pytest
from django_tasks import default_task_backend

from search.engines.elastic import indexes, writing
from search.engines.elastic.connection import Refused
from search.models import SearchDocument, SearchRun
from search.services import storing
from search.services.server import rebuilding
from tests.search_server.fixtures import searching_on
from tests.search_server.recorder import closed_port

from .conftest import held, record, stored


def test_every_language_has_an_index_with_its_documents(rebuilt) -> None:
    assert {language: held(language) for language in indexes.languages()} == {
        "de": stored("de"), "ru": stored("ru"), "en": {},
    }  # fmt: skip
    runs = SearchRun.objects.filter(kind="rebuild").order_by("pk")
    assert [(run.locale, run.total, run.done, run.problem, run.ended_at is None) for run in runs] == [
        ("de", 4, 4, "", False), ("ru", 1, 1, "", False), ("en", 0, 0, "", False),
    ]  # fmt: skip
    assert all(indexes.is_current(language) for language in indexes.languages())


def test_the_old_index_answers_until_the_new_one_is_whole(rebuilt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    before = indexes.behind("de")
    run = rebuilding.request(["de"])[0]
    steps = []
    for at in rebuilding.go_on(run):
        steps.append((at.done, len(held())))
        if at.done == 2:
            # What changes while the new one is filled is in it, too, wherever it stands.
            storing.write([record(1, "Neu"), record(9)])
            storing.forget(["page:2"])
            writing.send(list(SearchDocument.objects.filter(key="page:9")))
    assert [done for done, _ in steps] == [0, 2, 4, 5, 5]
    assert {count for _, count in steps[:-1]} == {4, 5}
    assert (held(), run.problem) == (stored(), "")
    assert (indexes.behind("de"), indexes.exists(before[0])) == ([run.index], False)


def test_another_process_carries_on(rebuilt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    default_task_backend.clear()
    rebuilding.request(["de"])
    killed = rebuilding.go_on(rebuilding.open_runs().get())
    for _ in range(3):
        index = next(killed).index
    killed.close()
    monkeypatch.setattr(rebuilding, "SLICE_SECONDS", -1)
    rebuilding.work.call()
    run = rebuilding.open_runs().get()
    assert (run.index, run.done, len(default_task_backend.results)) == (index, 2, 2)
    monkeypatch.setattr(rebuilding, "SLICE_SECONDS", 60)
    rebuilding.work.call()
    run.refresh_from_db()
    assert (run.done, run.problem, indexes.behind("de")) == (4, "", [index])


def test_an_index_that_lacks_documents_does_not_take_its_place(rebuilt, monkeypatch: pytest.MonkeyPatch) -> None:
    before = indexes.behind("de")
    monkeypatch.setattr(writing, "send", lambda *_: {})
    run = rebuilding.request(["de"])[0]
    for _ in rebuilding.go_on(run):
        pass
    assert (run.problem, run.ended_at is None) == (f"{run.index} holds 0 documents of 4", False)
    assert (indexes.behind("de"), indexes.exists(run.index)) == (before, False)


def test_a_place_that_is_nowhere_and_a_refused_document_keep_no_other_from_being_found(
    rebuilt, monkeypatch: pytest.MonkeyPatch
) -> None:
    storing.write([record(6, latitude=505.8, longitude=1.0), record(7)])
    sent = writing.send

    def refusing(documents, index=None):
        taken = [document for document in documents if document.key != "page:7"]
        return sent(taken, index) | {"page:7": "too odd"}

    monkeypatch.setattr(writing, "send", refusing)
    run = rebuilding.request(["de"])[0]
    *_, run = rebuilding.go_on(run)
    assert (run.problem, indexes.behind("de")) == ("page:7: too odd", [run.index])
    assert stored().keys() - held().keys() == {"page:7"}


def test_a_refusal_ends_a_rebuild_and_leaves_nothing_behind(rebuilt, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise Refused(400, "no such setting")

    before = indexes.behind("de")
    monkeypatch.setattr(indexes, "hasten", refuse)
    run = rebuilding.request(["de"])[0]
    *_, run = rebuilding.go_on(run)
    assert (run.problem, run.ended_at is None, indexes.exists(run.index)) == ("400 no such setting", False, False)
    assert (indexes.behind("de"), list(rebuilding.open_runs())) == (before, [])


def test_of_two_at_one_rebuild_the_second_takes_nothing_away(rebuilt, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rebuilding.go_on(rebuilding.request(["de"])[0])
    next(first)
    *_, done = rebuilding.go_on(rebuilding.open_runs().get())
    monkeypatch.setattr(indexes, "count", lambda name: 0)
    *_, late = first
    assert (late.problem, indexes.behind("de")) == (f"{done.index} holds 0 documents of 4", [done.index])


@pytest.mark.usefixtures("no_documents")
def test_without_the_server_a_rebuild_waits() -> None:
    with searching_on(closed_port()):
        runs = rebuilding.request(["de"])
        assert rebuilding.request(["de"]) == runs
        rebuilding.work.call()
        run = rebuilding.open_runs().get()
        assert run.problem
        default_task_backend.clear()
        rebuilding.resume_stalled()
        assert default_task_backend.results == []
        SearchRun.objects.update(changed_at=run.changed_at - rebuilding.STALLED * 2)
        rebuilding.resume_stalled()
        assert [result.task.func for result in default_task_backend.results] == [rebuilding.work.func]
