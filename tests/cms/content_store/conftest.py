"""The site with a news index in German and Russian."""

import pytest
from wagtail.models import Page, Site

from news.models import ArticlePage, NewsIndexPage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import draft_translation, publish, publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture
def site(db: None) -> Site:
    return build_site()


@pytest.fixture
def index(site: Site) -> NewsIndexPage:
    return publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles", show_in_menus=True))


@pytest.fixture
def index_ru(index: NewsIndexPage) -> Page:
    return publish(draft_translation(index, "ru", home_of("ru"), title="Новости", slug="novosti"))


@pytest.fixture
def article(index: NewsIndexPage) -> ArticlePage:
    return publish(ArticlePageFactory(parent=index, title="Das Jahr", slug="das-jahr"))
