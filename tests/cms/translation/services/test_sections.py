"""A section translated by the worker: every page once, at a constant cost, whatever happens in between."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.content_store.services import reading
from cms.translation.models import PageState, Problem, RunState, SectionRun
from cms.translation.services import sections, starting
from cms.translation.services.starting import ParentMissing
from news.models import ArticlePage
from tests.factories.news import ArticlePageFactory
from tests.factories.pairs import chemnitz, new_pair, volgograd
from tests.factories.translation import in_language, locale_of
from tests.plugins.pairs.models import PairPage


def section_without(article: ArticlePage, language: str, number: int = 2) -> Page:
    """The index of news with so many live articles, none of which has a translation into the language."""
    index = Page.objects.get(pk=article.pk).get_parent()
    for count in range(number - 1):
        ArticlePageFactory(parent=index.specific, title=f"Artikel {count}", lead="Ein Satz.").save_revision().publish()
    for page in Page.objects.filter(locale__language_code=language, depth=index.depth + 1):
        page.delete()
    return Page.objects.get(pk=index.pk)


def titles(section: Page, language: str) -> list[str]:
    translated = Page.objects.get(translation_key=section.translation_key, locale__language_code=language)
    return list(translated.get_children().order_by("path").values_list("title", flat=True))


def work_off(run: SectionRun) -> SectionRun:
    for _ in sections.go_on(run.pk):
        pass
    return SectionRun.objects.get(pk=run.pk)


def test_what_is_missing_is_begun_in_the_order_of_the_tree(article: ArticlePage) -> None:
    section = section_without(article, "en", 3)
    assert sections.missing_in(section, locale_of("en")).count() == 3
    run = sections.request(section, locale_of("en"), None, publishes=False)
    # Asked for again while it is under way, it is the same.
    assert sections.request(section, locale_of("en"), None, publishes=False) == run
    run = work_off(run)
    counts = {"waiting": 0, "begun": 3, "there": 0, "failed": 0}
    assert (run.state, sections.counts(run)) == (RunState.DONE, counts)
    assert titles(section, "en") == ["Das Jahr beginnt", "Artikel 0", "Artikel 1"]
    assert in_language(article, "en").live is False
    assert sections.missing_in(section, locale_of("en")).count() == 0


def test_a_section_without_place_is_refused(article: ArticlePage) -> None:
    section = section_without(article, "en")
    Page.objects.get(translation_key=section.translation_key, locale__language_code="en").delete()
    with pytest.raises(ParentMissing):
        sections.request(Page.objects.get(pk=article.pk), locale_of("en"), None, publishes=False)


@pytest.mark.slow
def test_failures_stop_no_other_page_and_can_be_tried_again(
    article: ArticlePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    section = section_without(article, "en", 3)
    run = sections.request(section, locale_of("en"), None, publishes=False)
    place = starting.place

    def fail(source: Page, *args: object) -> object:
        if source.title == "Artikel 0":
            raise RuntimeError("a broken page")
        return place(source, *args)

    with monkeypatch.context() as patched:
        patched.setattr(starting, "place", fail)
        run = work_off(run)
    assert (run.state, titles(section, "en")) == (RunState.DONE, ["Das Jahr beginnt", "Artikel 1"])
    failed = run.pages.filter(state=PageState.FAILED)
    assert [(row.page.title, row.problem) for row in failed] == [("Artikel 0", Problem.ERROR)]
    assert "translation not begun" in caplog.text
    sections.try_again(run)
    run = work_off(run)
    assert sections.counts(run) == {"waiting": 0, "begun": 3, "there": 0, "failed": 0}
    assert sorted(titles(section, "en")) == ["Artikel 0", "Artikel 1", "Das Jahr beginnt"]


@pytest.mark.slow
def test_a_page_without_parent_says_so_and_one_that_came_meanwhile_stays(article: ArticlePage) -> None:
    section = section_without(article, "en")
    run = sections.request(section, locale_of("en"), None, publishes=False)
    steps = sections.go_on(run.pk)
    next(steps)
    starting.start_translation(ArticlePage.objects.get(title="Artikel 0", locale=section.locale), locale_of("en"))
    assert sections.counts(work_off(run)) == {"waiting": 0, "begun": 1, "there": 1, "failed": 0}
    again = section_without(article, "en", 1)
    run = sections.request(again, locale_of("en"), None, publishes=False)
    Page.objects.get(translation_key=section.translation_key, locale__language_code="en").delete()
    run = work_off(run)
    assert set(run.pages.values_list("state", "problem")) == {(PageState.FAILED, Problem.PARENT)}


@pytest.mark.slow
def test_cancelled_it_ends_and_keeps_what_is_begun(article: ArticlePage) -> None:
    section = section_without(article, "en", 3)
    run = sections.request(section, locale_of("en"), None, publishes=False)
    steps = sections.go_on(run.pk)
    next(steps)
    assert (sections.cancel(run), sections.cancel(run)) == (True, False)
    assert list(steps) == []
    run.refresh_from_db()
    assert (run.state, titles(section, "en")) == (RunState.CANCELLED, ["Das Jahr beginnt"])
    sections.try_again(run)
    assert sections.counts(work_off(run))["begun"] == 3


@pytest.mark.slow
@pytest.mark.parametrize("publishes", [True, False])
def test_what_waits_for_no_words_is_public_where_whoever_began_may_publish(home: Page, publishes: bool) -> None:
    pair = new_pair(home, chemnitz(), volgograd())
    pair.save_revision().publish()
    in_language(pair, "ru").delete()
    run = sections.request(PairPage.objects.get(pk=pair.pk), locale_of("ru"), None, publishes=publishes)
    work_off(run)
    russian = in_language(pair, "ru")
    assert (russian.live, reading.detail_of(russian.pk) is not None) == (publishes, publishes)


@pytest.mark.slow
def test_a_page_costs_the_same_whatever_the_number(article: ArticlePage) -> None:
    section = section_without(article, "en", 5)
    run = sections.request(section, locale_of("en"), None, publishes=False)
    costs = []
    steps = sections.go_on(run.pk)
    for _ in range(5):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            next(steps)
        costs.append(len(queries))
    # The first page has more texts and children than the others, and reads the run.
    assert len(set(costs[2:])) == 1
    assert costs[2] <= 100


@pytest.mark.slow
def test_a_run_whose_task_was_lost_gets_another(article: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    section = section_without(article, "en")
    run = sections.request(section, locale_of("en"), None, publishes=False)
    assert sections.resume_stalled() == 0
    SectionRun.objects.filter(pk=run.pk).update(changed_at=run.begun_at - 2 * sections.STALLED)
    assert (sections.resume_stalled(), sections.resume_stalled()) == (1, 0)
    sections.work.func(run.pk)
    assert titles(section, "en") == ["Das Jahr beginnt", "Artikel 0"]
    assert SectionRun.objects.get(pk=run.pk).state == RunState.DONE
