"""A worker that is killed in the middle of a section: nothing is lost, nothing is there twice."""

import random
import subprocess
import sys

import pytest
from django.conf import settings
from wagtail.models import Page

from cms.content_store.services.writing import gathering
from cms.translation.models import PageState, RunState
from cms.translation.services import sections
from tests.factories.news import ArticlePageFactory
from tests.factories.site import build_site, home_of
from tests.factories.translation import locale_of, news_index
from tests.races import environment

PAGES, KILLS = 24, 3
WORK = """
import os, sys, django
django.setup()
from cms.translation.models import RunPage
from cms.translation.services import sections
for number, run in enumerate(sections.go_on(int(sys.argv[1])), 1):
    if str(number) == sys.argv[2]:
        os._exit(9)
"""


def work(run: int, ends_after: int = 0, killed_after: float | None = None) -> int:
    """Go on in a process that exits without a word after so many pages, or is killed after so many seconds."""
    command = [sys.executable, "-c", WORK, str(run), str(ends_after)]
    with subprocess.Popen(command, env=environment(), cwd=settings.BASE_DIR) as process:  # noqa: S603  (our own command)
        try:
            return process.wait(killed_after)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_at_several_moments_each_page_is_translated_once() -> None:
    build_site()
    index = news_index(home_of("de"))
    with gathering():
        for number in range(PAGES):
            ArticlePageFactory(parent=index, title=f"Artikel {number}", lead="Ein Satz.").save_revision().publish()
    for page in Page.objects.filter(locale__language_code="en", depth=index.depth + 1):
        page.delete()
    run = sections.request(Page.objects.get(pk=index.pk), locale_of("en"), None, publishes=False)
    assert run.pages.count() == PAGES
    chance = random.Random(5)
    # Between two pages, then at any moment of a page.
    assert [work(run.pk, ends_after) for ends_after in (1, 3)] == [9, 9]
    assert sections.counts(run) == {"waiting": PAGES - 4, "begun": 4, "there": 0, "failed": 0}
    for _ in range(KILLS):
        work(run.pk, killed_after=chance.uniform(3, 5))
    assert work(run.pk) == 0
    run.refresh_from_db()
    assert (run.state, sections.counts(run)["begun"]) == (RunState.DONE, PAGES)
    assert not run.pages.exclude(state=PageState.BEGUN).exists()
    english = Page.objects.filter(locale__language_code="en", depth=index.depth + 1)
    sources = Page.objects.filter(locale__language_code="de", depth=index.depth + 1)
    assert sorted(english.values_list("translation_key")) == sorted(sources.values_list("translation_key"))
    assert english.exclude(latest_revision=None).count() == PAGES
    assert (Page.find_problems(), english.first().get_parent().numchild) == (([],) * 5, PAGES)
