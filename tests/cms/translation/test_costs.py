"""What writing costs with two translations, counted on an article with 30 texts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.translation.services.starting import start_translation
from cms.translation.units import opened, units
from news.models import ArticlePage
from tests.factories.news import ArticlePageFactory
from tests.factories.translation import edit, locale_of, translate

BODY = [
    block
    for number in range(14)
    for block in (
        ("heading", {"text": f"Überschrift {number}", "level": "2"}),
        ("rich_text", f"<p>Absatz {number}</p>"),
    )
]


@pytest.fixture
def large(article: ArticlePage) -> ArticlePage:
    """A published article with 30 texts, all of them published in Russian and English."""
    page = ArticlePageFactory(parent=article.get_parent(), title="Ein Jahr", lead="Viel Text.", body=BODY)
    page.save_revision().publish()
    fresh = ArticlePage.objects.get(pk=page.pk)
    texts = [unit for unit in units(ArticlePage, opened(ArticlePage, fresh.serializable_data())) if unit.value]
    assert len(texts) == 30
    for language in ("ru", "en"):
        translate(fresh, language, {unit.path: f"{unit.value} {language}" for unit in texts})
    return fresh


def queries_of(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


def test_measure(large: ArticlePage) -> None:
    edit(large, date=date(2019, 1, 1))
    print("flow", queries_of(lambda: edit(large, date=date(2019, 1, 2))))
    print("nothing", queries_of(lambda: edit(large)))
    new = ArticlePageFactory(parent=large.get_parent(), title="Ein Jahr2", lead="Viel Text.", body=BODY)
    new = ArticlePage.objects.get(pk=new.pk)
    print("first publish w drafts", queries_of(lambda: new.save_revision().publish()))
    new = ArticlePageFactory(parent=large.get_parent(), title="Ein Jahr3", lead="Viel Text.", body=BODY)
    new = ArticlePage.objects.get(pk=new.pk)
    print("drafts", queries_of(lambda: [start_translation(new, locale_of(l)) for l in ("ru", "en")]))
