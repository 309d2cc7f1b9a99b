"""Facts flow into what is pending, and moderation, schedule and words stay."""

from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState, Workflow, WorkflowPage, WorkflowTask

from cms.pages.services.due import publish_due
from cms.translation.models import ApprovedWording, RevisionWords
from cms.translation.services import releasing
from cms.translation.services.settling import settle
from cms.translation.services.targets import read_target
from news.models import ArticlePage
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.translation import draft_words, edit, in_language, path_of


def test_settling_twice_changes_nothing(translated: ArticlePage) -> None:
    russian = in_language(translated, "ru")
    before = russian.revisions.count()
    assert (settle(translated, read_target(russian)), russian.revisions.count()) == (False, before)


def test_a_draft_keeps_its_words_and_gets_the_facts(translated: ArticlePage) -> None:
    revision = draft_words(translated, "ru", {"lead": "Новый текст."})
    edit(translated, date=date(2018, 5, 2), title="Das Jahr endet")
    russian = in_language(translated, "ru")
    revision.refresh_from_db()
    assert (russian.lead, russian.date) == ("Одно предложение.", date(2018, 5, 2))
    assert (revision.content["lead"], revision.content["date"]) == ("Новый текст.", "2018-05-02")
    assert (russian.latest_revision_id, russian.has_unpublished_changes) == (revision.pk, True)
    assert russian.draft_title == "Год начинается"
    assert dict(RevisionWords.objects.filter(revision=revision).values_list("path", "value")) == {
        "lead": "Новый текст."
    }
    revision.publish()
    assert in_language(translated, "ru").lead == "Новый текст."


def in_moderation(revision: Revision) -> TaskState:
    workflow = Workflow.objects.create(name="Freigabe", active=True)
    task = GroupApprovalTask.objects.create(name="Freigabe")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    page = revision.content_object
    WorkflowPage.objects.update_or_create(page=page.get_parent(), defaults={"workflow": workflow})
    workflow.start(page, UserFactory())
    return Page.objects.get(pk=page.pk).current_workflow_task_state


def test_a_revision_in_moderation_stays_there_and_its_approval_publishes_words_and_facts(
    translated: ArticlePage,
) -> None:
    revision = draft_words(translated, "ru", {"lead": "Новый текст."})
    state = in_moderation(revision)
    assert state.revision_id == revision.pk
    edit(translated, date=date(2018, 5, 2))
    russian = in_language(translated, "ru")
    assert russian.current_workflow_task_state == state
    assert (state.status, russian.current_workflow_state.status) == ("in_progress", "in_progress")
    assert (russian.latest_revision_id, russian.lead, russian.date) == (
        revision.pk,
        "Одно предложение.",
        date(2018, 5, 2),
    )
    moderator = AdminFactory()
    state = russian.current_workflow_task_state
    state.task.specific.on_action(state, moderator, "approve")
    russian = in_language(translated, "ru")
    assert (russian.lead, russian.date, russian.current_workflow_state) == ("Новый текст.", date(2018, 5, 2), None)


def test_a_schedule_is_kept_and_goes_live(translated: ArticlePage) -> None:
    moment = timezone.now() + timedelta(days=1)
    draft = draft_words(translated, "ru", {path_of(translated, 0, "text"): "Заголовок"})
    draft.content = {**draft.content, "go_live_at": moment.isoformat()}
    draft.save()
    draft.publish()
    later = draft_words(translated, "ru", {"lead": "Ещё не готово."})
    edit(translated, date=date(2018, 5, 2))
    draft.refresh_from_db()
    russian = in_language(translated, "ru")
    assert (draft.approved_go_live_at, draft.content["date"]) == (moment, "2018-05-02")
    assert (russian.latest_revision_id, russian.body[0].value["text"], russian.date) == (
        later.pk,
        "Überschrift",
        date(2018, 5, 2),
    )
    Revision.objects.filter(pk=draft.pk).update(approved_go_live_at=timezone.now())
    draft.refresh_from_db()
    draft.content["go_live_at"] = timezone.now().isoformat()
    draft.save()
    assert publish_due() == 1
    russian = in_language(translated, "ru")
    assert (russian.body[0].value["text"], russian.lead) == ("Заголовок", "Одно предложение.")
    assert ApprovedWording.objects.filter(path=path_of(translated, 0, "text")).count() == 1
    # The newer draft is still there, with what was published meanwhile.
    later.refresh_from_db()
    assert (russian.latest_revision_id, later.content["lead"]) == (later.pk, "Ещё не готово.")
    assert later.as_object().body[0].value["text"] == "Заголовок"


def test_a_schedule_and_a_draft_survive_that_the_source_goes_and_comes_back(translated: ArticlePage) -> None:
    moment = timezone.now() + timedelta(days=1)
    draft = draft_words(translated, "ru", {"lead": "Завтра."})
    draft.content = {**draft.content, "go_live_at": moment.isoformat()}
    draft.save()
    draft.publish()
    ArticlePage.objects.get(pk=translated.pk).unpublish()
    edit(translated, date=date(2018, 5, 2))
    draft.refresh_from_db()
    russian = in_language(translated, "ru")
    assert (russian.live, russian.lead, russian.latest_revision_id) == (True, "Одно предложение.", draft.pk)
    assert (draft.approved_go_live_at, draft.content["date"], draft.content["lead"]) == (
        moment,
        "2018-05-02",
        "Завтра.",
    )


def test_scheduling_a_draft_from_the_time_of_withdrawal_withdraws_nothing(translated: ArticlePage) -> None:
    ArticlePage.objects.get(pk=translated.pk).unpublish()
    revision = draft_words(translated, "ru", {"lead": "Новый текст."})
    edit(translated, date=date(2018, 5, 2))
    moment = timezone.now().replace(microsecond=0) + timedelta(days=2)
    releasing.publish(Revision.objects.get(pk=revision.pk), AdminFactory(), moment)
    russian = in_language(translated, "ru")
    assert (russian.live, russian.lead, russian.date) == (True, "Одно предложение.", date(2018, 5, 2))
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at == moment
    # The same of a source page.
    page = ArticlePage.objects.get(pk=translated.pk)
    published = page.live_revision
    page.unpublish()
    page = ArticlePage.objects.get(pk=translated.pk)
    page.lead = "Ein neuer Satz."
    draft = page.save_revision()
    published.publish()
    releasing.publish(Revision.objects.get(pk=draft.pk), AdminFactory(), moment)
    assert ArticlePage.objects.get(pk=translated.pk).live is True
