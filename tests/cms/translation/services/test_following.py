"""Translations that publish themselves with their source, and when they do not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction

from cms.content_store.models import ContentItem
from cms.content_store.services import reading
from cms.pages.services.due import publish_due
from cms.translation.models import RevisionWords
from cms.translation.services.drafting import save_draft
from cms.translation.services.releasing import submit
from cms.translation.services.starting import start_translation
from tests.factories.accounts import AdminFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.pages import restrict
from tests.factories.pairs import chemnitz, new_pair, volgograd
from tests.factories.site import home_of
from tests.factories.translation import edit, in_language, locale_of, translate
from tests.plugins.pairs.models import PairPage


def live(page: Page) -> dict[str, bool]:
    pages = Page.objects.filter(translation_key=page.translation_key).select_related("locale")
    return {found.locale.language_code: found.live for found in pages}


def again(page: PairPage) -> PairPage:
    return PairPage.objects.get(pk=page.pk)


def russian_of(page: PairPage) -> PairPage:
    return in_language(page, "ru")


def test_they_are_public_with_the_first_publish(pair: PairPage) -> None:
    assert live(pair) == {"de": True, "ru": True, "en": True}
    russian = russian_of(pair)
    assert (russian.has_unpublished_changes, russian.latest_revision_id) == (False, russian.live_revision_id)
    assert [row.place.key for row in russian.places.all()] == ["chemnitz", "volgograd"]
    item = ContentItem.objects.get(pk=russian.pk)
    assert (item.public, item.url_path) == (True, "/ru/khemnits-volgograd/")
    german = reading.detail_of(pair.pk).data
    assert [(link["locale"], link["url"]) for link in german["translations"]] == [
        ("ru", "/ru/khemnits-volgograd/"),
        ("en", "/en/chemnitz-volgograd/"),
    ]


def test_missing_words_are_shown_in_the_source_language_or_withheld(home: Page) -> None:
    page = new_pair(home, chemnitz(), volgograd(), lead="Seit 1988.", notes=("Ruht.",))
    page.save_revision().publish()
    russian = russian_of(page)
    assert (russian.lead, [row.text for row in russian.notes.all()]) == ("Seit 1988.", [""])
    assert reading.detail_of(russian.pk).data["foreign_text"] == {"lead": "de"}
    translate(page, "ru", {"lead": "С 1988 года."})
    assert reading.detail_of(russian.pk).data["lead"] == "С 1988 года."


def test_the_history_names_the_flow_and_who_caused_it(draft: PairPage) -> None:
    editor = AdminFactory(first_name="Maria", last_name="Muster")
    PairPage.objects.filter(pk=draft.pk).update(owner=editor)
    with LogContext(user=editor):
        again(draft).save_revision(user=editor).publish(user=editor)
    source, russian = again(draft), russian_of(draft)
    entries = PageLogEntry.objects.filter(page=russian.pk)
    assert [(entry.action, entry.user, entry.data) for entry in entries] == [
        (
            "cms.published_along",
            None,
            {"source_revision": source.live_revision_id, "caused_by": editor.pk},
        )
    ]
    assert entries[0].message == "Mit der Ausgangsseite veröffentlicht; diese hat Maria Muster veröffentlicht"
    assert russian.live_revision.user is None


def test_a_text_that_must_be_translated_first_holds_them_back(draft: PairPage) -> None:
    edit(draft, motto="Gemeinsam")
    assert live(draft) == {"de": True, "ru": False, "en": False}
    # Without it, they come with the next publish.
    edit(draft, motto="")
    assert live(draft) == {"de": True, "ru": True, "en": True}
    # Once public, they stay so whatever is said later; the words wait.
    edit(draft, motto="Gemeinsam")
    assert (live(draft), russian_of(draft).motto) == ({"de": True, "ru": True, "en": True}, "Gemeinsam")


def test_other_types_begin_as_drafts(home: Page) -> None:
    index = NewsIndexPageFactory(parent=home)
    index.save_revision().publish()
    assert live(index) == {"de": True, "ru": False, "en": False}


def test_facts_flow_as_ever(pair: PairPage) -> None:
    edit(pair, since=1988)
    assert {language: in_language(pair, language).since for language in ("ru", "en")} == {"ru": 1988, "en": 1988}


def test_a_language_added_later_is_public_with_the_next_publish(pair: PairPage) -> None:
    in_language(pair, "en").delete()
    edit(pair, since=1988)
    assert live(pair) == {"de": True, "ru": True, "en": True}


def test_a_parent_translated_later_lets_them_come_with_the_next_publish(draft: PairPage) -> None:
    section = new_pair(home_of("de"), chemnitz_only := draft.places.first().place, motto="Abschnitt")
    Locale.objects.get(language_code="en")
    page = new_pair(section, chemnitz_only)
    page.save_revision().publish()
    assert live(page) == {"de": True}
    section.save_revision().publish()
    assert live(page) == {"de": True}
    edit(page, since=1988)
    assert live(page) == {"de": True, "ru": True, "en": True}


def test_they_go_with_their_source_and_come_back(pair: PairPage) -> None:
    again(pair).unpublish()
    assert live(pair) == {"de": False, "ru": False, "en": False}
    assert reading.detail_of(russian_of(pair).pk) is None
    edit(pair, since=1988)
    assert live(pair) == {"de": True, "ru": True, "en": True}


def test_one_that_staff_took_out_stays_out(pair: PairPage) -> None:
    in_language(pair, "en").unpublish()
    edit(pair, since=1988)
    assert live(pair) == {"de": True, "ru": True, "en": False}


def test_they_move_along(pair: PairPage) -> None:
    other = new_pair(home_of("de"), pair.places.first().place)
    other.save_revision().publish()
    again(pair).move(again(other), pos="last-child")
    assert russian_of(pair).get_parent().pk == russian_of(other).pk
    assert reading.detail_of(russian_of(pair).pk).data["url"] == "/ru/khemnits/khemnits-volgograd/"


def test_those_of_a_deleted_source_leave_the_public(pair: PairPage) -> None:
    again(pair).delete()
    assert live(pair) == {"ru": False, "en": False}


def test_a_scheduled_source_takes_them_along_at_its_moment(draft: PairPage) -> None:
    page = again(draft)
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    revision.publish()
    assert live(draft) == {"de": False}
    revision.refresh_from_db()
    revision.content = {**revision.content, "go_live_at": timezone.now().isoformat()}
    revision.approved_go_live_at = timezone.now()
    revision.save()
    assert publish_due() == 1
    assert live(draft) == {"de": True, "ru": True, "en": True}


def test_those_of_a_private_source_are_as_private(draft: PairPage) -> None:
    restrict(draft)
    again(draft).save_revision().publish()
    russian = russian_of(draft)
    assert (russian.live, reading.detail_of(russian.pk)) == (True, None)
    assert PageViewRestriction.objects.filter(page=russian).count() == 1
    PageViewRestriction.objects.get(page=draft.pk).delete()
    assert reading.detail_of(russian.pk).data["title"] == "Хемниц – Волгоград"


def test_those_of_a_source_in_a_private_section_stay_drafts(draft: PairPage) -> None:
    restrict(home_of("de"))
    PageViewRestriction.objects.exclude(page=home_of("de")).delete()
    again(draft).save_revision().publish()
    assert live(draft) == {"de": True, "ru": False, "en": False}


def test_a_begun_draft_is_published_and_its_words_wait(draft: PairPage) -> None:
    draft.save_revision()
    english, russian = start_translation(draft, locale_of("en")), start_translation(draft, locale_of("ru"))
    revision = save_draft(draft, russian, {"lead": "С 1988 года."}, None)
    again(draft).get_latest_revision().publish()
    assert live(draft) == {"de": True, "ru": True, "en": True}
    english.refresh_from_db()
    russian.refresh_from_db()
    assert (english.has_unpublished_changes, english.latest_revision_id) == (False, english.live_revision_id)
    assert (russian.has_unpublished_changes, russian.latest_revision_id, russian.lead) == (
        True,
        revision.pk,
        "Seit 1988.",
    )
    assert RevisionWords.objects.get(revision=revision).value == "С 1988 года."


def test_a_draft_in_moderation_stays_there(draft: PairPage, django_user_model: type) -> None:
    draft.save_revision()
    russian = start_translation(draft, locale_of("ru"))
    save_draft(draft, russian, {"lead": "С 1988 года."}, None)
    submit(PairPage.objects.get(pk=russian.pk), AdminFactory())
    again(draft).get_latest_revision().publish()
    russian = PairPage.objects.get(pk=russian.pk)
    assert (russian.live, russian.current_workflow_task_state.revision_id) == (True, russian.latest_revision_id)


def test_a_failing_language_stops_nobody(draft: PairPage, caplog: pytest.LogCaptureFixture) -> None:
    home_of("ru").get_children().delete()
    derive = PairPage.derive

    def fail(page: PairPage, language: str) -> dict[str, str]:
        if language == "ru":
            raise RuntimeError("no Russian names")
        return derive(page, language)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PairPage, "derive", fail)
        again(draft).save_revision().publish()
    assert live(draft) == {"de": True, "en": True}
    edit(draft, since=1988)
    assert live(draft) == {"de": True, "ru": True, "en": True}
