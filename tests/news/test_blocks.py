"""The block of the latest articles: what fits, as it is when somebody reads."""

import datetime
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, text_of, with_body
from tests.factories.entities import TopicFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish
from tests.factories.site import build_site, home_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(db: None) -> Page:
    build_site()
    return publish(NewsIndexPageFactory(parent=home_of("de")))


def latest(**fields: Any) -> tuple[str, dict[str, Any]]:
    return "news_latest", {"title": "Neues", "kind": "", "topic": None, "limit": 2, **fields}


def titles(page: ArticlePage) -> list[str]:
    with translation.override("de"):
        return [text_of(title) for title in html(page).select(".card__title")]


def test_the_newest_that_fit(index: Page, django_assert_num_queries: DjangoAssertNumQueries):
    youth = TopicFactory(key="youth", names={"de": "Jugend"})
    dated = [("Erster", "article"), ("Zweiter", "announcement"), ("Dritter", "article"), ("Vierter", "announcement")]
    for day, (title, kind) in enumerate(dated, start=1):
        made = ArticlePageFactory(parent=index, title=title, kind=kind, date=datetime.date(2026, 3, day))
        if title in ("Erster", "Vierter"):
            made.page_topics.create(topic=youth)
        publish(made)
    holder = publish(ArticlePageFactory(parent=index, title="Selbst", date=datetime.date(2026, 3, 9)))
    assert titles(with_body(holder, latest())) == ["Vierter", "Dritter"]
    assert titles(with_body(holder, latest(kind="article"))) == ["Dritter", "Erster"]
    assert titles(with_body(holder, latest(topic=youth.pk))) == ["Vierter", "Erster"]
    assert titles(with_body(holder, latest(topic=youth.pk, kind="article"))) == ["Erster"]
    ArticlePage.objects.get(title="Vierter", locale=holder.locale).unpublish()
    assert titles(with_body(holder, latest())) == ["Dritter", "Zweiter"]
    block = with_body(holder, latest()).body[0]
    with django_assert_num_queries(1):
        block.render()


def test_the_api_says_what_to_ask_for(index: Page):
    youth = TopicFactory(key="youth", names={"de": "Jugend"})
    page = with_body(ArticlePageFactory(parent=index), latest(kind="article", topic=youth.pk))
    assert api(page) == [
        {
            "id": "b0", "type": "news_latest", "title": "Neues", "kind": "article", "topic": "youth", "limit": 2,
            "url": "/api/v1/news/articles/?locale=de&kind=article&topic=youth&limit=2",
        }
    ]  # fmt: skip
    assert paths(page) == ["body.b0.title"]


def test_nothing_is_shown_without_articles(index: Page):
    assert html(with_body(ArticlePageFactory(parent=index, live=False), latest())).find() is None


def test_the_number_has_bounds():
    assert refused(latest(limit=13)) == {"limit": {"messages": ["Ensure this value is less than or equal to 12."]}}
    assert refused(latest(limit=12)) is None
