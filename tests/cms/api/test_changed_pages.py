"""What another site learns that must be rebuilt, of every type; the feed itself is tested with partnerships."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.content_store.models import ContentItem
from news.models import NewsIndexPage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of

CHANGES = "/api/v1/pages/changes/"


@pytest.fixture
def index(db: None) -> NewsIndexPage:
    build_site()
    return publish_section(NewsIndexPageFactory(parent=home_of("de")))


@pytest.mark.parametrize("number", [1, 3])
def test_what_changed_and_what_went(client: Client, index: NewsIndexPage, django_assert_num_queries, number: int):
    articles = [publish(ArticlePageFactory(parent=index)) for _each in range(number)]
    ContentItem.objects.update(changed_at=timezone.now() - timedelta(days=2))
    since = timezone.now() - timedelta(days=1)
    assert client.get(CHANGES, {"since": since.isoformat()}).json()["items"] == []
    for article in articles:
        article.unpublish()
    with django_assert_num_queries(1):
        items = client.get(CHANGES, {"since": since.isoformat(), "type": "news.article"}).json()["items"]
    assert [(item["id"], item["url"], item["gone"]) for item in items] == [
        (article.pk, article.get_url_parts()[2], True) for article in articles
    ]
    assert client.get(CHANGES, {"since": since.isoformat(), "locale": "ru"}).json()["items"] == []


def test_a_draft_that_nobody_saw_is_not_told(client: Client, index: NewsIndexPage) -> None:
    draft = ArticlePageFactory(parent=index, live=False)
    draft.save_revision()
    draft.delete()
    items = client.get(CHANGES, {"since": "2000-01-01T00:00:00Z", "type": "news.article"}).json()["items"]
    assert items == []


def test_unknown_types_are_refused(client: Client, index: NewsIndexPage) -> None:
    assert client.get(CHANGES, {"since": "2000-01-01T00:00:00Z", "type": "news.colour"}).status_code == 400
