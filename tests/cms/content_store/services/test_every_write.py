"""A publish that ends between any two of its writes leaves all as it was; one that ends after the last, all new."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Model
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from cms.content_store.models import ContentItem, ItemFacet, ItemTag
from cms.content_store.services import sweeping
from news.models import ArticlePage, NewsIndexPage
from search.models import SearchChange, SearchDocument, SearchFacet
from tests.factories.entities import TopicFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import add_topics, publish, publish_section, relate
from tests.factories.site import build_site, home_of
from tests.races import environment

pytestmark = pytest.mark.slow

WRITES = ("INSERT", "UPDATE", "DELETE")
KEPT: tuple[type[Model], ...] = (
    Page, ArticlePage, Revision, PageLogEntry, ReferenceIndex, ContentItem, ItemTag, ItemFacet, SearchDocument,
    SearchFacet, SearchChange,
)  # fmt: skip
IN_A_PROCESS = """
import os, sys
import django
django.setup()
from django.db import connection
from news.models import ArticlePage
page = ArticlePage.objects.get(pk=int(sys.argv[1])).get_latest_revision_as_object()
seen = 0
def die(execute, sql, params, many, context):
    global seen
    result = execute(sql, params, many, context)
    seen += sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
    if seen == int(sys.argv[2]):
        os._exit(9)
    return result
with connection.execute_wrapper(die):
    page.latest_revision.publish()
"""


class PowerCut(Exception):
    """What stops a publish after a write."""


@contextmanager
def writes(stop_after: int | None = None) -> Iterator[list[str]]:
    """The statements that write inside; the publish ends right after the given one."""
    seen: list[str] = []

    def note(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        result = execute(sql, params, many, context)
        if sql.lstrip().startswith(WRITES):
            seen.append(sql)
            if len(seen) == stop_after:
                raise PowerCut
        return result

    with connection.execute_wrapper(note):
        yield seen


def state() -> dict[str, list[tuple]]:
    """Every row that a publish can write."""
    return {model.__name__: sorted(map(repr, model.objects.values_list())) for model in KEPT}


@pytest.fixture
def draft(transactional_db: None) -> Page:
    """A live article with another title and address as a draft, which another page links to and gathers."""
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    other = publish(ArticlePageFactory(parent=index, title="Andere", slug="andere"))
    page = ArticlePageFactory(parent=NewsIndexPage.objects.get(pk=index.pk), title="Das Jahr", slug="das-jahr")
    relate(page, other)
    page = publish(page)
    page.title, page.slug, page.lead = "Das Themenjahr", "themenjahr", "Neu."
    add_topics(page, TopicFactory(names={"de": "Jugend"}))
    page.save_revision()
    return page


def test_a_publish_ends_after_any_of_its_writes(draft: Page) -> None:
    before = state()
    count, last = 0, False
    while not last:
        count += 1
        with writes(stop_after=count) as seen:
            try:
                ArticlePage.objects.get(pk=draft.pk).latest_revision.publish()
            except PowerCut:
                assert state() == before, seen[-1]
            else:
                last = True
    assert count > 20
    after = state()
    assert {name for name, rows in after.items() if rows != before[name]} >= {
        "Page", "PageLogEntry", "ContentItem", "ItemTag", "ItemFacet", "SearchDocument",
    }  # fmt: skip
    assert ArticlePage.objects.get(pk=draft.pk).live
    sweeping.sweep()
    assert list(sweeping.drift()) == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="kills a process that holds locks of a server")
@pytest.mark.parametrize("number", [1, 18])
def test_a_killed_process_leaves_all_as_it_was(draft: Page, number: int) -> None:
    before = state()
    killed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", IN_A_PROCESS, str(draft.pk), str(number)],
        env={**environment(), "PYTHONPATH": str(settings.BASE_DIR)}, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert killed.returncode == 9, killed.stderr.decode()[-2000:]
    assert state() == before
    ArticlePage.objects.get(pk=draft.pk).latest_revision.publish()
    sweeping.sweep()
    assert ContentItem.objects.get(pk=draft.pk).title == "Das Themenjahr"
    assert list(sweeping.drift()) == []
