"""When a translation may be published, under which address, and when with its source."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, Revision

from cms.pages.refusals import PublishRefused
from cms.pages.services.due import publish_due
from cms.translation.models import ApprovedWording
from cms.translation.services.starting import start_translation
from news.models import ArticlePage
from tests.factories.news import ArticlePageFactory
from tests.factories.translation import draft_words, edit, in_language, locale_of, states_of, translate


def test_the_first_publish_waits_for_title_and_lead(article: ArticlePage) -> None:
    with pytest.raises(PublishRefused) as refusal:
        draft_words(article, "ru", {"title": "Год начинается"}).publish()
    assert refusal.value.messages == ["„Vorspann“ ist noch nicht übersetzt."]
    assert in_language(article, "ru").live is False


def test_only_the_words_of_the_version_that_is_published_count(article: ArticlePage) -> None:
    incomplete = draft_words(article, "ru", {"title": "Год начинается"})
    complete = draft_words(article, "ru", {"lead": "Одно предложение."})
    draft_words(article, "ru", {"lead": ""})
    with pytest.raises(PublishRefused) as refusal:
        incomplete.publish()
    assert refusal.value.messages == ["„Vorspann“ ist noch nicht übersetzt."]
    complete.publish()
    russian = in_language(article, "ru")
    assert (russian.live, russian.title, russian.lead) == (True, "Год начинается", "Одно предложение.")


def test_words_of_a_third_language_are_no_translation(translated: ArticlePage) -> None:
    in_language(translated, "en").delete()
    english = start_translation(in_language(translated, "ru"), locale_of("en"))
    assert (english.title, english.lead) == ("Год начинается", "Одно предложение.")
    with pytest.raises(PublishRefused) as refusal:
        english.latest_revision.publish()
    assert refusal.value.messages == ["„Titel“ ist noch nicht übersetzt.", "„Vorspann“ ist noch nicht übersetzt."]
    assert in_language(translated, "en").live is False


def test_words_that_are_the_same_in_both_languages_are_words(article: ArticlePage) -> None:
    draft_words(article, "en", {"title": article.title, "lead": "A sentence."}).publish()
    english = in_language(article, "en")
    assert (english.live, english.title, states_of(english)["title"]) == (True, "Das Jahr beginnt", "approved")


def test_nothing_is_published_while_its_source_is_not(translated: ArticlePage) -> None:
    ArticlePage.objects.get(pk=translated.pk).unpublish()
    with pytest.raises(PublishRefused) as refusal:
        draft_words(translated, "ru", {"lead": "Новый текст."}).publish()
    assert len(refusal.value.messages) == 1
    assert in_language(translated, "ru").live is False


def test_publishing_approves_the_words(translated: ArticlePage) -> None:
    russian = in_language(translated, "ru")
    rows = ApprovedWording.objects.filter(locale=russian.locale, translation_key=translated.translation_key)
    assert dict(rows.values_list("path", "value")) == {"title": "Год начинается", "lead": "Одно предложение."}
    states = states_of(russian)
    assert (states["title"], states["lead"]) == ("approved", "approved")


def test_the_slug_is_made_of_the_title_once_and_needs_no_redirect(
    article: ArticlePage, django_capture_on_commit_callbacks
) -> None:
    twin = ArticlePageFactory(parent=article.get_parent().specific, title="Zwilling", lead="Ein Satz.")
    twin.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        for page in (article, twin):
            translate(page, "ru", {"title": "Год начинается", "lead": "Одно предложение."})
    slugs = [in_language(page, "ru").slug for page in (article, twin)]
    assert slugs == ["god-nachinayetsya", "god-nachinayetsya-1"]
    assert in_language(article, "ru").url.endswith("/god-nachinayetsya/")
    assert Redirect.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        translate(article, "ru", {"title": "Другой год"})
        edit(article, slug="ein-jahr")
    russian = in_language(article, "ru")
    assert (russian.title, russian.slug) == ("Другой год", "god-nachinayetsya")
    # The German address changed after its publish: its readers are led on, and nobody else.
    assert [row.redirect_page_id for row in Redirect.objects.all()] == [article.pk]


def scheduled(article: ArticlePage, days: int) -> Revision:
    """A German article that will be published, and its Russian draft."""
    page = ArticlePageFactory(parent=article.get_parent().specific, title="Morgen", lead="Bald.")
    page.go_live_at = timezone.now() + timedelta(days=days)
    revision = page.save_revision()
    revision.publish()
    start_translation(ArticlePage.objects.get(pk=page.pk), locale_of("ru"))
    return revision


def make_due(revision: Revision) -> None:
    moment = timezone.now()
    revision.refresh_from_db()
    revision.content["go_live_at"] = moment.isoformat()
    revision.approved_go_live_at = moment
    revision.save()


@pytest.mark.parametrize(("own", "expected"), [(None, 2), (1, 2), (3, 3)])
def test_with_a_scheduled_source_it_waits_for_the_later_moment(
    article: ArticlePage, own: int | None, expected: int
) -> None:
    source = scheduled(article, days=2)
    page = ArticlePage.objects.get(pk=source.object_id)
    draft = draft_words(page, "ru", {"title": "Завтра", "lead": "Скоро."})
    if own is not None:
        draft.content = {**draft.content, "go_live_at": (timezone.now() + timedelta(days=own)).isoformat()}
        draft.save()
    draft.publish()
    draft.refresh_from_db()
    assert in_language(page, "ru").live is False
    assert (draft.approved_go_live_at - source.approved_go_live_at).days == expected - 2
    # The translation stands first in the list of what is due, and waits for its source all the same.
    make_due(draft)
    make_due(source)
    assert publish_due() == 2
    russian = in_language(page, "ru")
    assert (russian.live, russian.title, russian.slug) == (True, "Завтра", "zavtra")


def test_a_schedule_without_source_is_given_up_and_staff_read_why(translated: ArticlePage) -> None:
    draft = draft_words(translated, "ru", {"lead": "Новый текст."})
    draft.content = {**draft.content, "go_live_at": (timezone.now() + timedelta(days=1)).isoformat()}
    draft.save()
    draft.publish()
    ArticlePage.objects.get(pk=translated.pk).unpublish()
    make_due(draft)
    assert publish_due() == 0
    draft.refresh_from_db()
    assert (draft.approved_go_live_at, draft.content["lead"]) == (None, "Новый текст.")
    entry = PageLogEntry.objects.get(page=draft.object_id, action="cms.scheduled_publish_refused")
    assert len(entry.data["reasons"]) == 1
