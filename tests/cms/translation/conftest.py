"""One German article with Russian and English drafts, built once for each module of tests; pairs of places."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from wagtail.models import Page

from news.models import ArticlePage
from tests.factories.pairs import chemnitz, new_pair, pairs_presented, volgograd
from tests.factories.site import build_site, home_of
from tests.factories.translation import article_with_texts, news_index, translate
from tests.plugins.pairs.models import PairPage


@pytest.fixture(scope="module")
def article_key(module_rows: None) -> UUID:
    """The translation key of the article; every test changes it within a transaction of its own."""
    build_site()
    return article_with_texts(news_index(home_of("de"))).translation_key


@pytest.fixture
def article(article_key: UUID, db: None) -> ArticlePage:
    """The published German article."""
    return ArticlePage.objects.get(translation_key=article_key, locale__language_code="de")


@pytest.fixture
def translated(article: ArticlePage) -> ArticlePage:
    """The German article, with title and lead published in Russian."""
    translate(article, "ru", {"title": "Год начинается", "lead": "Одно предложение."})
    return article


@pytest.fixture
def home(db: None) -> Iterator[Page]:
    """The German home page, with pairs as an active plugin would present them."""
    build_site()
    with pairs_presented():
        yield home_of("de")


@pytest.fixture
def draft(home: Page) -> PairPage:
    """A pair that was never published; nothing of it must be translated first."""
    return new_pair(home, chemnitz(), volgograd(), lead="Seit 1988.")


@pytest.fixture
def pair(draft: PairPage) -> PairPage:
    """The published pair."""
    draft.save_revision().publish()
    return PairPage.objects.get(pk=draft.pk)
