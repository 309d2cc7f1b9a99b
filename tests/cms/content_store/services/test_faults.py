"""What one page's fault, another process's change or a change without signal does to the store."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from cms.content_store.models import ContentItem
from cms.content_store.services import reading, sweeping, writing
from cms.content_store.services.visibility import presenter_of
from cms.content_store.wagtail_hooks import follow_moved_files
from news.content import ArticlePresenter
from news.models import ArticlePage, NewsIndexPage
from tests.factories.entities import TopicFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import PictureFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.pages import add_topics, publish, restrict
from tests.factories.site import home_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(index: NewsIndexPage, monkeypatch: pytest.MonkeyPatch) -> ArticlePage:
    """A live article with a topic whose rendering fails from now on."""
    page = ArticlePageFactory(parent=index, title="Kaputt", slug="kaputt")
    add_topics(page, TopicFactory(key="jugend", names={"de": "Jugend"}))
    page = publish(page)
    render = ArticlePresenter.card_fields

    def fail(self: ArticlePresenter, shown: Page, recorder: object) -> dict:
        if shown.pk == page.pk:
            raise ValueError(shown.title)
        return render(self, shown, recorder)

    monkeypatch.setattr(ArticlePresenter, "card_fields", fail)
    return page


def test_a_page_that_cannot_be_rendered_keeps_nobody_from_saving(broken: ArticlePage) -> None:
    topic = broken.page_topics.get().topic
    name = topic.names.get()
    name.text = "Junge Leute"
    name.save()
    item = ContentItem.objects.get(pk=broken.pk)
    assert (item.public, item.dirty_since is not None) == (True, True)
    assert reading.card_of(broken.pk)["topics"][0]["name"] == "Jugend"


def test_a_page_that_cannot_be_renewed_is_read_as_it_was(broken: ArticlePage) -> None:
    past = timezone.now() - datetime.timedelta(seconds=1)
    ContentItem.objects.filter(pk=broken.pk).update(valid_until=past)
    assert [card["title"] for card in reading.list_cards("de", types=["news.article"]).cards] == ["Kaputt"]
    assert reading.detail_of(broken.pk).data["title"] == "Kaputt"


@pytest.mark.django_db(transaction=True)
def test_where_sites_begin_is_not_read_from_a_stale_cache(article: ArticlePage) -> None:
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, [], 3600, version=SITE_ROOT_PATHS_CACHE_VERSION)
    ContentItem.objects.filter(pk=article.pk).update(dirty_since=timezone.now())
    assert sweeping.sweep() == 1
    assert reading.card_of(article.pk)["url"] == "/de/aktuelles/das-jahr/"


def test_a_tombstone_is_swept_once(article: ArticlePage) -> None:
    article.unpublish()
    writing.mark_dirty([article.pk])
    assert (sweeping.sweep(), sweeping.sweep()) == (1, 0)


def test_a_private_page_of_every_kind_can_be_deleted(site: object) -> None:
    page = publish(StandardPageFactory(parent=home_of("de"), slug="intern"))
    restrict(page)
    Page.objects.get(pk=page.pk).delete()
    assert ContentItem.objects.get(pk=page.pk).removed_at is not None


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_moved_by_the_dozen_into_a_private_collection_go(index: NewsIndexPage, count: int) -> None:
    private = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    pictures = [PictureFactory() for _number in range(count)]
    pages = [
        publish(ArticlePageFactory(parent=index, hero_picture=picture, hero_picture_alt="Brücke"))
        for picture in pictures
    ]
    type(pictures[0]).objects.filter(pk__in=[picture.pk for picture in pictures]).update(collection=private)
    follow_moved_files(RequestFactory().post("/"), "add_to_collection", pictures, None)
    assert [reading.card_of(page.pk)["picture"] for page in pages] == [None] * count


def test_lists_are_not_cached_beyond_an_expiry(article: ArticlePage) -> None:
    end = timezone.now() + datetime.timedelta(seconds=30)
    article.expire_at = end
    publish(article)
    assert ContentItem.objects.get(pk=article.pk).valid_until == end


def test_a_page_under_embargo_is_not_served(article: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    assert client.get(article.url).status_code == 200
    later = timezone.now() + datetime.timedelta(hours=1)
    monkeypatch.setattr(type(presenter_of(article)), "visible_from", lambda self, page: later)
    assert client.get(article.url).status_code == 404
