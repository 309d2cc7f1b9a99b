"""The life cycle of a source takes its translations along."""

from datetime import date, timedelta

import pytest
from django.dispatch import receiver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction
from wagtail.signals import page_published

from cms.content_store.services import reading
from cms.pages.services.due import expire_due
from cms.translation.models import ApprovedWording
from cms.translation.services.starting import start_translation
from news.models import ArticlePage, NewsIndexPage
from tests.factories.accounts import AdminFactory
from tests.factories.news import NewsIndexPageFactory
from tests.factories.pages import restrict
from tests.factories.site import home_of
from tests.factories.translation import edit, in_language, publish_family, translate


def live(article: ArticlePage) -> dict[str, bool]:
    pages = Page.objects.filter(translation_key=article.translation_key)
    return {page.locale.language_code: page.live for page in pages}


def again(article: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def test_a_published_source_has_a_draft_in_every_language_whose_parent_exists(article: ArticlePage) -> None:
    russian = in_language(article, "ru")
    assert (russian.title, russian.slug) == ("Das Jahr beginnt", "das-jahr-beginnt")
    assert live(article) == {"de": True, "ru": False, "en": False}
    assert start_translation(article, Locale.objects.get(language_code="ru")).pk == russian.pk


def test_an_alias_becomes_a_draft_of_its_own(article: ArticlePage) -> None:
    in_language(article, "en").delete()
    english = Locale.objects.get(language_code="en")
    alias = article.create_alias(
        parent=in_language(article.get_parent().specific, "en"), update_locale=english, reset_translation_key=False
    )
    assert alias.live
    started = start_translation(article, english)
    assert (started.pk, started.alias_of_id, started.live) == (alias.pk, None, False)


def test_it_goes_with_its_source_and_comes_back_with_it(translated: ArticlePage) -> None:
    again(translated).unpublish()
    assert live(translated) == {"de": False, "ru": False, "en": False}
    edit(translated, date=date(2018, 6, 1))
    assert live(translated) == {"de": True, "ru": True, "en": False}
    russian = in_language(translated, "ru")
    assert (russian.title, russian.date) == ("Год начинается", date(2018, 6, 1))
    assert reading.detail_of(russian.pk).data["date"] == "2018-06-01"


def test_the_end_is_a_fact_and_the_beginning_is_not(translated: ArticlePage) -> None:
    end = timezone.now().replace(microsecond=0) + timedelta(days=2)
    edit(translated, expire_at=end)
    assert in_language(translated, "ru").expire_at == end
    # Whichever row the worker meets first, both come back together.
    Page.objects.filter(translation_key=translated.translation_key).update(expire_at=timezone.now())
    in_language(translated, "ru").unpublish(set_expired=True)
    assert expire_due() == 1
    assert live(translated) == {"de": False, "ru": False, "en": False}
    edit(translated, expire_at=None)
    assert live(translated) == {"de": True, "ru": True, "en": False}
    assert in_language(translated, "ru").expired is False


def test_it_is_as_private_as_its_source(translated: ArticlePage) -> None:
    restriction = restrict(translated, PageViewRestriction.PASSWORD)
    PageViewRestriction.objects.filter(pk=restriction.pk).update(password="geheim")
    PageViewRestriction.objects.get(pk=restriction.pk).save()
    russian = in_language(translated, "ru")
    rows = PageViewRestriction.objects.filter(page_id=russian.pk)
    assert list(rows.values_list("restriction_type", "password")) == [("password", "geheim")]
    assert reading.detail_of(russian.pk) is None
    PageViewRestriction.objects.get(pk=restriction.pk).delete()
    assert (rows.count(), reading.detail_of(russian.pk) is None) == (0, False)


def test_a_translation_begun_later_is_as_private(article: ArticlePage) -> None:
    in_language(article, "en").delete()
    restrict(article)
    edit(article, date=date(2018, 5, 1))
    english = in_language(article, "en")
    assert [row.restriction_type for row in PageViewRestriction.objects.filter(page_id=english.pk)] == ["login"]


def test_it_moves_along(translated: ArticlePage, django_capture_on_commit_callbacks) -> None:
    index = publish_family(
        NewsIndexPageFactory(parent=home_of("de"), title="Archiv", slug="archiv"),
        ru={"title": "Архив", "lead": "Что было."},
    )
    old = in_language(translated, "ru").url
    with django_capture_on_commit_callbacks(execute=True):
        again(translated).move(index, pos="last-child")
    russian = in_language(translated, "ru")
    assert russian.get_parent().pk == in_language(index, "ru").pk
    assert reading.detail(russian.url).page_id == russian.pk
    assert Redirect.objects.get(redirect_page=russian.page_ptr).old_path == old.rstrip("/")


def test_it_stays_where_the_new_parent_has_no_translation(translated: ArticlePage) -> None:
    index = publish_family(NewsIndexPageFactory(parent=home_of("de"), title="Intern"))
    restrict(index)
    NewsIndexPage.objects.filter(translation_key=index.translation_key).exclude(pk=index.pk).delete()
    before = in_language(translated, "ru").get_parent().pk
    again(translated).move(index, pos="last-child")
    russian = in_language(translated, "ru")
    # Its source is private now, so it may not stay in public either.
    assert (russian.get_parent().pk, russian.live) == (before, False)
    assert PageLogEntry.objects.filter(page=russian.pk, action="cms.translation_stays_behind").count() == 1


def test_a_deleted_source_leaves_its_translations_with_staff(translated: ArticlePage) -> None:
    NewsIndexPage.objects.get(pk=translated.get_parent().pk).delete()
    russian = in_language(translated, "ru")
    assert (russian.live, russian.title) == (False, "Год начинается")
    assert ApprovedWording.objects.filter(translation_key=translated.translation_key, value=russian.title).count() == 1


def test_one_failing_language_stops_nobody(translated: ArticlePage, caplog: pytest.LogCaptureFixture) -> None:
    translate(translated, "en", {"title": "The year begins", "lead": "A sentence."})

    @receiver(page_published)
    def fail(instance: Page, **kwargs: object) -> None:
        if instance.locale.language_code == "ru":
            raise RuntimeError("the Russian page is broken")

    try:
        edit(translated, date=date(2018, 5, 1))
    finally:
        page_published.disconnect(fail)
    dates = {language: in_language(translated, language).date for language in ("de", "ru", "en")}
    assert dates == {"de": date(2018, 5, 1), "ru": date(2018, 4, 26), "en": date(2018, 5, 1)}
    assert [(record.message, record.locale) for record in caplog.records if record.levelname == "ERROR"] == [
        ("facts did not flow", "ru")
    ]
    entries = PageLogEntry.objects.filter(action="cms.facts_flow_failed")
    assert [(entry.page_id, entry.message) for entry in entries] == [
        (
            in_language(translated, "ru").pk,
            "Fakten wegen eines Fehlers nicht von der Ausgangsseite übernommen: Diese Seite ist womöglich veraltet",
        )
    ]


def test_the_history_says_who_caused_it(translated: ArticlePage) -> None:
    moderator = AdminFactory(first_name="Maria", last_name="Muster")
    with LogContext(user=moderator):
        edit(translated, date=date(2018, 5, 1))
    entry = PageLogEntry.objects.get(page=in_language(translated, "ru").pk, action="cms.facts_flow")
    source = again(translated)
    assert entry.user is None
    assert entry.data == {"source_revision": source.live_revision_id, "caused_by": moderator.pk}
    assert entry.message == "Fakten von der Ausgangsseite übernommen, veröffentlicht von Maria Muster"
