from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.content_store.models import ContentItem
from cms.entities.models import Country, Place
from partnerships.models import (
    DirectoryPage,
    ImportedFacts,
    ImportFile,
    ImportRun,
    PartnershipPage,
    RunState,
    StatusChange,
    Written,
)
from partnerships.services.importing import planning, reading, records, runs, writing
from tests.factories.accounts import AdminFactory
from tests.factories.entities import PlaceFactory
from tests.factories.imports import CHEMNITZ_VOLGOGRAD, csv_of, go_on, import_read, import_written
from tests.factories.pages import publish_section
from tests.factories.partnerships import DirectoryPageFactory
from tests.factories.translation import edit

ROW = CHEMNITZ_VOLGOGRAD
TOWN = {
    "german_name": "Neudorf", "german_state": "Sachsen", "german_lat": "51", "german_lon": "13",
    "russian_name_de": "Wolgograd", "since_year": "1999", "source": "Auskunft",
}  # fmt: skip


def outcomes(run: ImportRun) -> list[tuple[int, str, str]]:
    return list(run.rows.values_list("number", "outcome", "written"))


def the_profile() -> PartnershipPage:
    return PartnershipPage.objects.get(locale__language_code="de")


def history(page: PartnershipPage) -> list[tuple[str, str, str, str, bool]]:
    columns = ("state", "starts", "as_of", "note", "withdrawn")
    return list(StatusChange.objects.filter(page=page).order_by("sort_order").values_list(*columns))


def diff(run: ImportRun) -> list[tuple[str, Any, Any, bool, bool]]:
    row = run.rows.get()
    return [(d["field"], d["before"], d["after"], d["conflict"], d["applied"]) for d in row.plan["diff"]]


def test_nothing_is_public_before_it_is_confirmed(ready: DirectoryPage):
    before = Page.objects.count(), Place.objects.count(), ContentItem.objects.count()
    run = import_read(ready, ROW, TOWN)
    assert (run.state, run.total, outcomes(run)) == (RunState.READY, 2, [(2, "new", "no"), (3, "new", "no")])
    assert (Page.objects.count(), Place.objects.count(), ContentItem.objects.count()) == before
    assert not ImportFile.objects.exists()


def test_a_new_row_becomes_a_published_profile(ready: DirectoryPage):
    run = import_read(ready, ROW)
    user = AdminFactory()
    runs.confirm(run, user)
    run = go_on(run)
    assert (run.state, outcomes(run)) == (RunState.DONE, [(2, "new", "yes")])
    page = the_profile()
    assert (page.title, page.live, page.since, page.kind, page.evidence) == (
        "Chemnitz – Wolgograd", True, "1988", "partnership", "high",
    )  # fmt: skip
    assert page.sources == "https://example.org/a\nAuskunft der Stadt"
    assert history(page) == [("resting", "", "2022", "Kontakte ruhen", False)]
    assert page.status_changes.get().sources == page.sources
    assert (page.owner, page.live_revision.user, page.get_parent().pk) == (user, user, ready.pk)
    assert ContentItem.objects.get(pk=page.pk).public


def test_the_same_table_again_changes_nothing(ready: DirectoryPage):
    import_written(ready, ROW)
    page = the_profile()
    again = import_written(ready, ROW)
    assert (outcomes(again), again.state) == ([(2, "unchanged", "skipped")], RunState.DONE)
    assert the_profile().latest_revision_id == page.latest_revision_id


def test_facts_that_the_table_changes_follow_it_and_nothing_else_does(ready: DirectoryPage):
    import_written(ready, ROW)
    edit(the_profile(), lead="Eine Geschichte.")
    run = import_read(ready, {**ROW, "since_year": "20.06.1988", "relation_kind": "", "confidence": "low"})
    assert diff(run) == [("since", "1988", "1988-06-20", False, True), ("evidence", "high", "low", False, True)]
    runs.confirm(run, None)
    go_on(run)
    page = the_profile()
    assert (page.since, page.evidence, page.kind, page.lead) == ("1988-06-20", "low", "partnership", "Eine Geschichte.")


def test_a_date_that_is_known_more_precisely_is_not_made_coarser(ready: DirectoryPage):
    import_written(ready, {**ROW, "since_year": "1988-06", "status_as_of": "2022-03-01"})
    assert outcomes(import_read(ready, ROW)) == [(2, "unchanged", "no")]
    assert diff(import_read(ready, {**ROW, "since_year": "1989"})) == [("since", "1988-06", "1989", False, True)]
    assert diff(import_read(ready, {**ROW, "since_year": "1988-07"})) == [("since", "1988-06", "1988-07", False, True)]


def test_what_staff_have_changed_stays_unless_they_take_the_tables(ready: DirectoryPage):
    import_written(ready, ROW)
    edit(the_profile(), since="1989")
    run = import_read(ready, {**ROW, "since_year": "1990"})
    assert (diff(run), outcomes(run)) == ([("since", "1989", "1990", True, False)], [(2, "conflict", "no")])
    runs.confirm(run, None)
    go_on(run)
    assert the_profile().since == "1989"
    row = runs.choose(run.rows.get(), {"take": ["since"]})
    assert (row.outcome, row.written) == ("changed", "no")
    runs.confirm(run, None)
    go_on(run)
    assert (the_profile().since, outcomes(run)) == ("1990", [(2, "changed", "yes")])


def test_a_profile_that_staff_have_made_is_theirs(ready: DirectoryPage):
    import_written(ready, ROW)
    ImportedFacts.objects.all().delete()
    run = import_read(ready, {**ROW, "since_year": "1990", "status_note": "anders"})
    assert [(field, conflict) for field, _, _, conflict, _ in diff(run)] == [("since", True), ("state", True)]


def test_an_empty_fact_is_filled_in(ready: DirectoryPage):
    import_written(ready, {**ROW, "since_year": ""})
    run = import_read(ready, ROW)
    assert diff(run) == [("since", "", "1988", False, True)]


def test_a_correction_of_the_state_withdraws_what_it_corrects(ready: DirectoryPage):
    import_written(ready, ROW)
    import_written(ready, {**ROW, "status_as_of": "2022-07"})
    assert history(the_profile()) == [
        ("resting", "", "2022", "Kontakte ruhen", True),
        ("resting", "", "2022-07", "Kontakte ruhen", False),
    ]


def test_a_later_change_of_state_needs_a_date(ready: DirectoryPage):
    import_written(ready, ROW)
    ended = {**ROW, "status": "ended", "status_note": "Vertrag gekündigt", "status_as_of": "2023"}
    run = import_read(ready, ended)
    assert run.rows.get().plan["problems"] == [{"code": "change_needs_date", "before": "resting", "after": "ended"}]
    assert outcomes(run) == [(2, "problem", "no")]
    import_written(ready, {**ended, "status_since": "2023-05"})
    assert history(the_profile()) == [
        ("resting", "", "2022", "Kontakte ruhen", False),
        ("ended", "2023-05", "2023", "Vertrag gekündigt", False),
    ]


@pytest.mark.slow
def test_a_state_that_staff_have_recorded_stays(ready: DirectoryPage):
    import_written(ready, ROW)
    page = the_profile()
    page.status_changes.add(
        StatusChange(state="suspended", starts="2023", sources="x", sort_order=1, locale=page.locale)
    )
    page.save_revision().publish()
    assert outcomes(import_written(ready, ROW)) == [(2, "conflict", "skipped")]
    assert [row[0] for row in history(the_profile())] == ["resting", "suspended"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"locked": True}, "locked"),
        ({"has_unpublished_changes": True}, "unpublished_changes"),
        ({"live": False}, "not_public"),
    ],
)
def test_what_is_in_work_is_left_alone(ready: DirectoryPage, change: dict[str, bool], code: str):
    import_written(ready, ROW)
    PartnershipPage.objects.update(**change)
    run = import_read(ready, {**ROW, "since_year": "1990"})
    assert run.rows.get().plan["problems"] == [{"code": code}]
    assert outcomes(import_read(ready, ROW)) == [(2, "unchanged", "no")]


def test_double_rows_and_equal_places(ready: DirectoryPage):
    run = import_read(
        ready, ROW, {**ROW, "since_year": "1999"}, {**ROW, "russian_name_de": "Chemnitz", "russian_type": ""}
    )
    rows = [(row.outcome, [found["code"] for found in row.plan["problems"]]) for row in run.rows.all()]
    assert rows == [("new", []), ("problem", ["double_row"]), ("problem", ["place_unknown"])]


def test_questions_are_answered_and_applied(ready: DirectoryPage, chemnitz: Place):
    twin = PlaceFactory(country=chemnitz.country, region=chemnitz.region, names={"de": "Chemnitz"})
    run = import_read(ready, ROW)
    row = run.rows.get()
    assert (row.outcome, row.plan["places"][0]["candidates"]) == ("question", sorted([chemnitz.pk, twin.pk]))
    runs.confirm(run, None)
    run = go_on(run)
    assert (run.state, outcomes(run)) == (RunState.DONE, [(2, "question", "skipped")])
    runs.choose(row, {"places": {"1": str(twin.pk)}})
    runs.confirm(run, None)
    go_on(run)
    assert the_profile().places.first().place == twin


def test_rows_that_are_understood_by_their_note_are_to_be_confirmed(ready: DirectoryPage):
    run = import_read(ready, {**ROW, "status_note": "ausgesetzt"})
    row = run.rows.get()
    assert (row.to_confirm, runs.counts(run)["to_confirm"]) == (True, 1)
    row = runs.choose(row, {"state": "resting"})
    assert not row.to_confirm
    runs.confirm(run, None)
    go_on(run)
    assert history(the_profile())[0][0] == "resting"


@pytest.mark.slow
def test_places_are_made_with_the_row_and_used_by_the_next(ready: DirectoryPage, volgograd: Place):
    moscow = {"russian_name_de": "Neustadt", "russian_lat": "55", "russian_lon": "37"}
    run = import_written(ready, TOWN, {**TOWN, **moscow})
    assert outcomes(run) == [(2, "new", "yes"), (3, "new", "yes")]
    made = Place.objects.get(names__text="Neudorf")
    assert made.partnership_sides.count() == 2
    assert [len(row.trace["places"]) for row in run.rows.all()] == [1, 1]


def test_one_row_that_fails_keeps_no_other_from_being_written(ready: DirectoryPage, monkeypatch: pytest.MonkeyPatch):
    publish = writing.publish_new

    def fails_for_chemnitz(page: PartnershipPage, parent: Page, user: object) -> Any:
        if page.derive("de")["title"].startswith("Chemnitz"):
            raise ValueError
        return publish(page, parent, user)

    monkeypatch.setattr(writing, "publish_new", fails_for_chemnitz)
    run = import_written(ready, ROW, TOWN)
    assert outcomes(run) == [(2, "problem", "skipped"), (3, "new", "yes")]
    assert run.rows.first().plan["problems"] == [{"code": "failed"}]
    assert the_profile().title == "Neudorf – Wolgograd"


def test_a_bad_file_changes_nothing(ready: DirectoryPage):
    run = go_on(runs.begin(ready, "x.csv", csv_of(ROW) + b"\xff\xfe", None))
    assert (run.state, run.problem) == (RunState.REFUSED, {"code": "encoding", "line": 3})
    assert (run.rows.count(), ImportFile.objects.count()) == (0, 0)


def test_columns_that_are_not_known_are_told(ready: DirectoryPage):
    assert import_read(ready, {**ROW, "Farbe": "rot"}).ignored == ["Farbe"]


def test_what_has_moved_on_cannot_be_moved_back(ready: DirectoryPage):
    run = import_read(ready, ROW)
    runs.discard(run)
    assert (run.state, run.rows.count()) == (RunState.DISCARDED, 0)
    for action in (runs.confirm, runs.undo):
        with pytest.raises(runs.WrongState):
            action(run, None)
    done = import_written(ready, ROW)
    with pytest.raises(runs.WrongState):
        runs.choose(done.rows.get(), {})
    with pytest.raises(runs.WrongState):
        runs.discard(done)


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_run_that_is_discarded_while_it_is_read_stays_so(
    ready: DirectoryPage, monkeypatch: pytest.MonkeyPatch, steps: int
):
    monkeypatch.setattr(reading, "BATCH", 1)
    run = runs.begin(ready, "x.csv", csv_of(ROW, TOWN), None)
    stale = ImportRun.objects.get(pk=run.pk)
    work = runs.go_on(run.pk)
    for _ in range(steps):
        next(work)
    runs.discard(ImportRun.objects.get(pk=run.pk))
    assert [moved.state for moved in work] == []
    assert (reading.check(stale), reading.store(stale, []), list(reading.read(stale))) == (False, False, [])
    reading.finish(stale)
    run.refresh_from_db()
    assert (run.state, run.rows.count(), ImportFile.objects.exists()) == (RunState.DISCARDED, 0, False)


def test_slices_plan_every_row_once_and_come_to_an_end(ready: DirectoryPage, monkeypatch: pytest.MonkeyPatch):
    rows = [TOWN, {**TOWN, "russian_name_de": "Neustadt", "russian_lat": "55", "russian_lon": "37"}, ROW, ROW]
    whole = import_read(ready, *rows)
    planned = []

    def counted(raw: dict[str, str], choices: dict[str, Any]) -> records.Record:
        planned.append((raw["german_name"], raw["russian_name_de"]))
        return records.record_of(raw, choices)

    monkeypatch.setattr(planning, "record_of", counted)
    monkeypatch.setattr(reading, "BATCH", 1)
    monkeypatch.setattr(runs, "SLICE_SECONDS", 1e-9)
    run = runs.begin(ready, "x.csv", csv_of(*rows), None)
    done = []
    while run.state == RunState.READING and len(done) < 10:
        runs.work.func(run.pk)
        run.refresh_from_db()
        done.append(run.rows.count())
    # The first looks at the file as a whole, the last finds nothing more.
    assert (run.state, done) == (RunState.READY, [0, 1, 2, 3, 4, 4])
    assert planned == [(row["german_name"], row["russian_name_de"]) for row in rows]
    plans = [list(each.rows.values_list("number", "outcome", "plan", "to_confirm")) for each in (whole, run)]
    assert plans[0] == plans[1]
    assert [outcome for _, outcome, _, _ in plans[0]] == ["new", "new", "new", "problem"]


def test_a_place_that_somebody_made_meanwhile_is_not_expected(ready: DirectoryPage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "BATCH", 1)
    rows = [TOWN, {**TOWN, "russian_name_de": "Chemnitz", "russian_lat": "55", "russian_lon": "37"}]
    run = runs.begin(ready, "x.csv", csv_of(*rows), None)
    work = runs.go_on(run.pk)
    next(work)
    next(work)
    place = PlaceFactory(country=Country.objects.get(code="DE"), names={"de": "Neudorf"})
    go_on(run)
    assert [row.plan["places"][0]["place"] for row in run.rows.all()] == [0, place.pk]


def test_runs_without_a_task_get_a_new_one(ready: DirectoryPage):
    run = runs.begin(ready, "x.csv", csv_of(ROW), None)
    import_read(ready, ROW)
    assert runs.resume_stalled() == 0
    ImportRun.objects.update(changed_at=timezone.now() - runs.STALLED * 2)
    assert (runs.resume_stalled(), runs.resume_stalled()) == (1, 0)
    runs.work.func(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.READY


@pytest.mark.slow
def test_reading_costs_the_same_queries_for_one_and_for_many(ready: DirectoryPage, chemnitz: Place):
    towns = [PlaceFactory(country=chemnitz.country, region=chemnitz.region, names={"de": f"Ort {n}"}) for n in range(6)]
    import_written(ready, ROW, {**ROW, "german_name": "Ort 0"}, {**ROW, "german_name": "Ort 1"})
    assert len(towns) == 6
    counted = []
    for rows in ([ROW], [{**ROW, "german_name": f"Ort {n}", "since_year": "1990"} for n in range(3)]):
        run = runs.begin(ready, "x.csv", csv_of(*rows), None)
        with CaptureQueriesContext(connection) as queries:
            go_on(run)
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_is_read_goes_on(ready: DirectoryPage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("partnerships.services.importing.reading.BATCH", 1)
    rows = [TOWN, {**TOWN, "russian_name_de": "Neustadt", "russian_lat": "55", "russian_lon": "37"}, ROW]
    run = runs.begin(ready, "x.csv", csv_of(*rows), None)
    steps = runs.go_on(run.pk)
    next(steps)
    next(steps)
    steps.close()
    assert outcomes(run) == [(2, "new", "no")]
    run = go_on(run)
    # The place that the first row makes is known to the second.
    assert (run.state, outcomes(run)) == (RunState.READY, [(2, "new", "no"), (3, "new", "no"), (4, "new", "no")])
    runs.confirm(run, None)
    go_on(run)
    assert Place.objects.filter(names__text="Neudorf").count() == 1


def test_progress(ready: DirectoryPage):
    run = import_read(ready, ROW, TOWN)
    with CaptureQueriesContext(connection) as queries:
        counts = runs.counts(run)
    assert ({name: count for name, count in counts.items() if count}, len(queries)) == ({"new": 2}, 1)
    # Counted by the database: no row comes over.
    assert "COUNT(" in queries[0]["sql"]
    assert (runs.progress(run), runs.waiting(run)) == ((0, 2), 2)
    runs.confirm(run, None)
    assert runs.progress(go_on(run)) == (2, 2)
    assert Written.YES in set(run.rows.values_list("written", flat=True))


def test_a_profile_of_another_directory_is_left_to_that(ready: DirectoryPage):
    elsewhere = publish_section(DirectoryPageFactory(parent=ready.get_parent(), slug="anderswo"))
    import_written(elsewhere, CHEMNITZ_VOLGOGRAD)
    run = import_written(ready, {**CHEMNITZ_VOLGOGRAD, "since_year": "1970"})
    assert [row.plan["problems"][0]["code"] for row in run.rows.all()] == ["elsewhere"]
    assert the_profile().since != "1970"
