import pytest
from wagtail.models import Page

from cms.content_store.models import ContentItem
from cms.entities.models import Place
from partnerships.models import (
    Confirmation,
    DirectoryPage,
    ImportedFacts,
    ImportRun,
    MunicipalOffice,
    PartnershipPage,
    RunState,
    StatusChange,
)
from partnerships.services.importing import runs
from partnerships.services.importing.undoing import later_than
from tests.factories.entities import OrganisationFactory
from tests.factories.imports import CHEMNITZ_VOLGOGRAD, go_on, import_read, import_written
from tests.factories.translation import edit, translate

from .test_runs import TOWN, history, the_profile

ROW = CHEMNITZ_VOLGOGRAD


def undone(run: ImportRun) -> ImportRun:
    runs.undo(run, None)
    return go_on(run)


def left(run: ImportRun) -> list[tuple[int, str, list[str]]]:
    return [(row.number, row.written, [said["code"] for said in row.plan["kept"]]) for row in run.rows.all()]


def test_what_was_made_goes_with_places_and_items(ready: DirectoryPage):
    before = Page.objects.count(), Place.objects.count()
    run = undone(import_written(ready, ROW, TOWN))
    assert (run.state, left(run)) == (RunState.UNDONE, [(2, "undone", []), (3, "undone", [])])
    assert (Page.objects.count(), Place.objects.count(), ImportedFacts.objects.count()) == (*before, 0)
    assert not ContentItem.objects.filter(type="partnerships.partnership", public=True).exists()


def test_what_was_made_and_changed_since_stays(ready: DirectoryPage):
    run = import_written(ready, ROW)
    edit(the_profile(), lead="Eine Geschichte.")
    assert left(undone(run)) == [(2, "kept", ["page_touched"])]
    assert the_profile().live


def test_what_has_a_draft_stays(ready: DirectoryPage):
    run = import_written(ready, ROW)
    the_profile().save_revision()
    assert left(undone(run)) == [(2, "kept", ["page_touched"])]


@pytest.mark.slow
def test_translations_go_too_unless_they_have_words(in_russian: Page, ready: DirectoryPage):
    run = import_written(ready, ROW)
    assert PartnershipPage.objects.count() == 2
    undone(run)
    assert PartnershipPage.objects.count() == 0
    run = import_written(ready, ROW)
    entry = the_profile().status_changes.get()
    translate(the_profile(), "ru", {f"status_changes.{entry.translation_key}.note": "Контакты приостановлены"})
    assert left(undone(run)) == [(2, "kept", ["page_touched"])]
    assert PartnershipPage.objects.count() == 2


@pytest.mark.slow
def test_places_that_are_used_elsewhere_stay(ready: DirectoryPage):
    run = import_written(ready, TOWN)
    OrganisationFactory(place=Place.objects.get(names__text="Neudorf"))
    assert left(undone(run)) == [(2, "kept", ["place_used"])]
    assert (PartnershipPage.objects.count(), Place.objects.filter(names__text="Neudorf").count()) == (0, 1)


def test_what_a_side_was_asked_about_stays(ready: DirectoryPage):
    run = import_written(ready, ROW)
    Confirmation.objects.create(partnership=the_profile().translation_key)
    assert left(undone(run)) == [(2, "kept", ["page_touched"])]
    assert Confirmation.objects.count() == 1


@pytest.mark.slow
def test_a_place_whose_office_is_known_stays(ready: DirectoryPage):
    run = import_written(ready, TOWN)
    place = Place.objects.get(names__text="Neudorf")
    MunicipalOffice.objects.create(place=place, name="Rathaus", email="rathaus@neudorf.example", language="de")
    assert left(undone(run)) == [(2, "kept", ["place_used"])]
    assert MunicipalOffice.objects.count() == 1


def test_changed_facts_become_what_they_were(ready: DirectoryPage):
    import_written(ready, ROW)
    base = ImportedFacts.objects.get().facts
    run = import_written(ready, {**ROW, "since_year": "1990", "status_as_of": "2022-07", "status_note": "anders"})
    assert left(undone(run)) == [(2, "undone", [])]
    assert the_profile().since == "1988"
    assert [(as_of, withdrawn) for _, _, as_of, _, withdrawn in history(the_profile())] == [
        ("2022", True),
        ("2022-07", True),
        ("2022", False),
    ]
    assert ImportedFacts.objects.get().facts == base
    assert list(import_read(ready, ROW).rows.values_list("outcome", flat=True)) == ["unchanged"]


def test_imports_are_undone_in_reverse_order(ready: DirectoryPage):
    before = Page.objects.count()
    first = import_written(ready, ROW)
    second = import_written(ready, {**ROW, "since_year": "1990"})
    assert left(undone(second)) == [(2, "undone", [])]
    assert left(undone(first)) == [(2, "undone", [])]
    assert Page.objects.count() == before


def test_of_two_imports_that_each_wrote_after_the_other_one_can_be_undone(ready: DirectoryPage):
    first = import_written(ready, ROW, TOWN)
    second = import_written(ready, {**ROW, "since_year": "1990"}, {**TOWN, "since_year": "2000"})
    answered_late = first.rows.get(number=3)
    answered_late.trace["revision"] = 1 + max(row.trace["revision"] for row in second.rows.all())
    answered_late.save()
    assert (later_than(first), later_than(second)) == (None, first)


def test_nothing_is_undone_while_another_import_is_being_written(ready: DirectoryPage):
    first = import_written(ready, ROW)
    second = import_read(ready, TOWN)
    runs.confirm(second, None)
    with pytest.raises(runs.LaterImport) as refused:
        runs.undo(first, None)
    assert (refused.value.run, ImportRun.objects.get(pk=first.pk).state) == (second, RunState.DONE)


@pytest.mark.slow
def test_three_imports_in_two_languages_are_undone_in_no_other_order(in_russian: Page, ready: DirectoryPage):
    before = Page.objects.count(), Place.objects.count()
    first = import_written(ready, ROW, TOWN)
    second = import_written(ready, {**ROW, "since_year": "1990", "status_as_of": "2022-07"})
    third = import_written(ready, {**ROW, "since_year": "1991"}, {**TOWN, "since_year": "2000"})
    for run in (first, second):
        with pytest.raises(runs.LaterImport) as refused:
            runs.undo(run, None)
        assert (refused.value.run, ImportRun.objects.get(pk=run.pk).state) == (third, RunState.DONE)
    assert left(undone(third)) == [(2, "undone", []), (3, "undone", [])]
    assert left(undone(second)) == [(2, "undone", [])]
    page = PartnershipPage.objects.get(translation_key=first.rows.first().partnership, locale__language_code="de")
    assert (page.since, history(page)[-1][2]) == ("1988", "2022")
    assert left(undone(first)) == [(2, "undone", []), (3, "undone", [])]
    assert (Page.objects.count(), Place.objects.count(), ImportedFacts.objects.count()) == (*before, 0)


@pytest.mark.slow
def test_what_was_changed_between_two_imports_stays(ready: DirectoryPage):
    first = import_written(ready, ROW)
    edit(the_profile(), lead="Eine Geschichte.")
    second = import_written(ready, {**ROW, "since_year": "1990"})
    assert left(undone(second)) == [(2, "undone", [])]
    assert left(undone(first)) == [(2, "kept", ["page_touched"])]


@pytest.mark.slow
def test_what_was_changed_after_two_imports_stays(ready: DirectoryPage):
    first = import_written(ready, ROW)
    second = import_written(ready, {**ROW, "since_year": "1990"})
    edit(the_profile(), lead="Eine Geschichte.")
    assert left(undone(second)) == [(2, "undone", [])]
    assert left(undone(first)) == [(2, "kept", ["page_touched"])]


@pytest.mark.slow
def test_a_change_of_state_is_withdrawn(ready: DirectoryPage):
    import_written(ready, ROW)
    run = import_written(ready, {**ROW, "status": "ended", "status_since": "2023", "status_note": ""})
    assert left(undone(run)) == [(2, "undone", [])]
    assert [(state, withdrawn) for state, _, _, _, withdrawn in history(the_profile())] == [
        ("resting", False),
        ("ended", True),
    ]


@pytest.mark.slow
def test_fields_that_were_changed_since_stay_and_are_told(ready: DirectoryPage):
    import_written(ready, ROW)
    run = import_written(ready, {**ROW, "since_year": "1990", "confidence": "low"})
    edit(the_profile(), since="1991")
    run = undone(run)
    assert left(run) == [(2, "kept", ["field_touched"])]
    assert run.rows.get().plan["kept"] == [{"code": "field_touched", "field": "since"}]
    assert (the_profile().since, the_profile().evidence) == ("1991", "high")


@pytest.mark.slow
def test_a_state_that_staff_have_changed_since_stays(ready: DirectoryPage):
    import_written(ready, ROW)
    run = import_written(ready, {**ROW, "status_as_of": "2023"})
    page = the_profile()
    page.status_changes.add(StatusChange(state="ended", starts="2024", sources="x", sort_order=2, locale=page.locale))
    page.save_revision().publish()
    assert left(undone(run)) == [(2, "kept", ["field_touched"])]
    assert history(the_profile())[-1][0] == "ended"


@pytest.mark.slow
def test_a_profile_with_a_draft_is_not_reverted(ready: DirectoryPage):
    import_written(ready, ROW)
    run = import_written(ready, {**ROW, "since_year": "1990"})
    the_profile().save_revision()
    assert left(undone(run)) == [(2, "kept", ["page_touched"])]
    assert the_profile().since == "1990"


@pytest.mark.slow
def test_what_is_gone_already_is_told(ready: DirectoryPage):
    run = import_written(ready, ROW)
    the_profile().delete()
    assert left(undone(run)) == [(2, "kept", ["page_deleted"])]


@pytest.mark.slow
def test_rows_without_anything_written_are_left_out(ready: DirectoryPage):
    import_written(ready, ROW)
    run = undone(import_written(ready, ROW))
    assert list(run.rows.values_list("written", flat=True)) == ["skipped"]
    assert the_profile().live


def test_it_is_undone_only_once(ready: DirectoryPage):
    run = undone(import_written(ready, ROW))
    with pytest.raises(runs.WrongState):
        runs.undo(run, None)
