"""The notes plugin switched on, and an article to hold blocks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Page

from cms.plugins.registry import registry
from news.models import ArticlePage, NewsIndexPage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.site import build_site, home_of
from tests.plugins.notes.blocks import content_blocks


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with translation.override("de"):
        yield


def _forget_blocks() -> None:
    ArticlePage._meta.get_field("body").__dict__.pop("stream_block", None)


@pytest.fixture
def notes_plugin() -> Iterator[None]:
    """As if CMS_PLUGINS named the plugin."""
    store = registry._stores.setdefault("content_blocks", {})
    for name, block in content_blocks.items():
        store[name] = block
        registry._owners["content_blocks", name] = "notes"
    _forget_blocks()
    yield
    for name in content_blocks:
        del store[name]
        del registry._owners["content_blocks", name]
    _forget_blocks()


@pytest.fixture(scope="module")
def index_id(module_rows: None) -> int:
    build_site()
    index = NewsIndexPageFactory(parent=home_of("de"))
    index.save_revision().publish()
    return index.pk


@pytest.fixture
def index(index_id: int, db: None) -> Page:
    """A live news index."""
    return NewsIndexPage.objects.get(pk=index_id)


@pytest.fixture
def article(index: Page) -> ArticlePage:
    """A draft."""
    return ArticlePageFactory(parent=index, slug="auftakt")


def stream(*blocks: tuple[str, Any]) -> list[dict[str, Any]]:
    """Raw stream data; ids are b0, b1 ..."""
    return [{"type": name, "value": value, "id": f"b{number}"} for number, (name, value) in enumerate(blocks)]
