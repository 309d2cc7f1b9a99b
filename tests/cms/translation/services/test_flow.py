"""Facts flow, words wait."""

from datetime import date

import pytest
from wagtail.models import Locale, Page

from cms.pages.refusals import PublishRefused
from cms.translation.models import ApprovedWording, RevisionWords
from cms.translation.services.settling import settle
from cms.translation.services.starting import start_translation
from cms.translation.services.states import foreign_paths, path_states
from news.models import ArticlePage, NewsIndexPage
from tests.factories.entities import TopicFactory
from tests.factories.news import ArticleLinkFactory, ArticlePageFactory, NewsIndexPageFactory
from tests.factories.site import build_site, home_of


@pytest.fixture
def article(db):
    """A published German article whose Russian draft exists."""
    build_site()
    index = NewsIndexPageFactory(parent=home_of("de"))
    index.save_revision().publish()
    russian = NewsIndexPage.objects.get(translation_key=index.translation_key, locale__language_code="ru")
    russian.title, russian.lead = "Новости", "Что происходит."
    russian.save_revision().publish()
    page = ArticlePageFactory(parent=index, title="Das Jahr beginnt", lead="Ein Satz.", date=date(2018, 4, 26))
    ArticleLinkFactory(page=page, label="Programm", locale=page.locale)
    page = ArticlePage.objects.get(pk=page.pk)
    page.body = [("heading", {"text": "Überschrift", "level": "2"}), ("rich_text", "<p>Ein Absatz.</p>")]
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def in_russian(article):
    return ArticlePage.objects.get(translation_key=article.translation_key, locale__language_code="ru")


def translate(article, **words):
    """Give fields Russian words, as an editor's form does; returns the revision."""
    draft = in_russian(article).get_latest_revision_as_object()
    for name, text in words.items():
        setattr(draft, name, text)
    return draft.save_revision()


def edit(article, **facts):
    page = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    for name, value in facts.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def translated(article):
    translate(article, title="Год начинается", lead="Одно предложение.").publish()
    return article


def test_a_published_source_has_a_draft_in_every_language_whose_parent_exists(article):
    russian = in_russian(article)
    assert (russian.live, russian.title, russian.slug) == (False, "Das Jahr beginnt", "das-jahr-beginnt")
    assert ArticlePage.objects.filter(translation_key=article.translation_key).count() == 3


def test_the_first_publish_waits_for_title_and_lead(article):
    with pytest.raises(PublishRefused) as refusal:
        translate(article, title="Год начинается").publish()
    assert [problem.field for problem in refusal.value.problems] == [""]
    assert in_russian(article).live is False


def test_publishing_approves_words_and_generates_the_slug(translated):
    russian = in_russian(translated)
    assert (russian.live, russian.title, russian.slug) == (True, "Год начинается", "god-nachinayetsya")
    assert dict(ApprovedWording.objects.filter(locale=russian.locale).filter(
        translation_key=translated.translation_key).values_list("path", "value")) == {
        "title": "Год начинается",
        "lead": "Одно предложение.",
    }  # fmt: skip
    states = path_states(russian)
    assert (states["title"], states["lead"]) == ("approved", "approved")
    assert set(foreign_paths(russian).values()) == {"de"}


def test_a_fact_is_live_at_once_and_words_stay(translated):
    edit(translated, date=date(2018, 5, 1))
    russian = in_russian(translated)
    assert (russian.date, russian.title) == (date(2018, 5, 1), "Год начинается")


def test_a_changed_word_is_outdated_and_the_approved_wording_stays(translated):
    edit(translated, title="Das Jahr endet")
    russian = in_russian(translated)
    assert (russian.title, path_states(russian)["title"]) == ("Год начинается", "outdated")


def test_new_and_removed_blocks_and_rows_flow(translated):
    TopicFactory(key="youth")
    page = ArticlePage.objects.get(pk=translated.pk)
    page.body.append(("rich_text", "<p>Neu.</p>"))
    page.links.set([])
    page.save_revision().publish()
    russian = in_russian(translated)
    assert [child.block_type for child in russian.body] == ["heading", "rich_text", "rich_text"]
    assert (russian.links.count(), foreign_paths(russian)[f"body.{russian.body[2].id}"]) == (0, "de")
    assert [child.id for child in russian.body] == [child.id for child in ArticlePage.objects.get(pk=page.pk).body]


def test_words_of_a_pending_draft_survive_and_are_not_public(translated):
    revision = translate(translated, lead="Новый текст.")
    edit(translated, date=date(2018, 5, 2))
    russian = in_russian(translated)
    revision.refresh_from_db()
    assert (russian.lead, russian.date) == ("Одно предложение.", date(2018, 5, 2))
    assert (revision.content["lead"], revision.content["date"]) == ("Новый текст.", "2018-05-02")
    assert (russian.latest_revision_id, russian.has_unpublished_changes) == (revision.pk, True)
    assert dict(RevisionWords.objects.filter(revision=revision).values_list("path", "value")) == {
        "lead": "Новый текст."
    }
    revision.publish()
    assert in_russian(translated).lead == "Новый текст."


def test_unpublished_with_the_source_and_back_with_it(translated):
    ArticlePage.objects.get(pk=translated.pk).unpublish()
    assert in_russian(translated).live is False
    edit(translated, date=date(2018, 6, 1))
    russian = in_russian(translated)
    assert (russian.live, russian.title, russian.date) == (True, "Год начинается", date(2018, 6, 1))


def test_a_deleted_source_leaves_its_translations_with_staff(translated):
    ArticlePage.objects.get(pk=translated.pk).delete()
    russian = in_russian(translated)
    assert (russian.live, russian.title) == (False, "Год начинается")


def test_starting_twice_gives_the_same_draft(article):
    russian = Locale.objects.get(language_code="ru")
    assert start_translation(article, russian).pk == in_russian(article).pk
    assert Page.objects.filter(translation_key=article.translation_key).count() == 3


def test_settling_twice_changes_nothing(translated):
    russian = in_russian(translated)
    before = russian.revisions.count()
    assert (settle(translated, russian), russian.revisions.count()) == (False, before)
