"""The minute's publishing and expiry: what fails stops no other page and loses no schedule without a word."""

import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from cms.pages.services.due import SCHEDULE_REFUSED, expire_due, publish_due
from cms.pages.signals import page_write_begins
from news.models import ArticlePage, NewsIndexPage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> NewsIndexPage:
    build_site()
    return publish_section(NewsIndexPageFactory(parent=home_of("de")))


def scheduled(index: NewsIndexPage, title: str) -> ArticlePage:
    """Approved for a moment that has come."""
    page = ArticlePageFactory(parent=index, title=title)
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    past = timezone.now() - datetime.timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return page


def failing(page: Page, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publishing and withdrawing this page raises the error."""
    for verb in ("publish", "unpublish"):
        works = getattr(ArticlePage, verb)

        def attempt(self: ArticlePage, *args: object, works: object = works, **kwargs: object) -> object:
            if self.pk == page.pk:
                raise error
            return works(self, *args, **kwargs)

        monkeypatch.setattr(ArticlePage, verb, attempt)


def live(*pages: Page) -> list[bool]:
    return [Page.objects.get(pk=page.pk).live for page in pages]


def test_a_deadlock_keeps_the_schedule(index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = scheduled(index, "Eins"), scheduled(index, "Zwei")
    with monkeypatch.context() as patch:
        failing(first, OperationalError("deadlock detected"), patch)
        assert (publish_due(), live(first, second)) == (1, [False, True])
    assert (publish_due(), live(first, second)) == (1, [True, True])


def test_any_other_failure_is_told_in_the_history(index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = scheduled(index, "Eins"), scheduled(index, "Zwei")
    failing(first, ValueError("broken"), monkeypatch)
    assert (publish_due(), live(first, second)) == (1, [False, True])
    assert list(PageLogEntry.objects.filter(action=SCHEDULE_REFUSED).values_list("page", flat=True)) == [first.pk]
    assert publish_due() == 0


def test_a_page_that_cannot_expire_keeps_no_other_in_public(
    index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [publish(ArticlePageFactory(parent=index)) for _number in range(2)]
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=timezone.now())
    failing(pages[0], ValueError("broken"), monkeypatch)
    assert (expire_due(), live(*pages)) == (1, [True, False])


def test_what_is_due_is_read_again_under_the_locks(index: NewsIndexPage) -> None:
    page = scheduled(index, "Eins")

    def take_back(**kwargs: object) -> None:
        Revision.objects.filter(object_id=str(page.pk)).update(approved_go_live_at=None)

    page_write_begins.connect(take_back)
    try:
        assert publish_due() == 0
    finally:
        page_write_begins.disconnect(take_back)
    assert live(page) == [False]
