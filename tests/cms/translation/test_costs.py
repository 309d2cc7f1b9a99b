"""What writing costs with two translations, counted on an article with 30 texts."""

from collections.abc import Callable
from datetime import date
from time import process_time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.translation.services.family import flowing
from cms.translation.services.starting import start_translation
from cms.translation.units import opened, units
from news.models import ArticlePage
from tests.factories.news import ArticlePageFactory
from tests.factories.translation import edit, in_language, locale_of, translate

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


def seconds_of(act: Callable[[int], Any]) -> float:
    """CPU time of the fastest of five."""
    taken = []
    for number in range(5):
        begun = process_time()
        act(number)
        taken.append(process_time() - begun)
    return min(taken)


def test_a_source_publish_that_flows_into_two_languages(large: ArticlePage) -> None:
    assert queries_of(lambda: edit(large, date=date(2019, 1, 2))) <= 242
    assert [in_language(large, language).date for language in ("ru", "en")] == [date(2019, 1, 2)] * 2
    assert queries_of(lambda: edit(large)) <= 116


def test_first_drafts_in_two_languages(article: ArticlePage) -> None:
    page = ArticlePageFactory(parent=article.get_parent(), title="Ein Jahr", lead="Viel Text.", body=BODY)
    page = ArticlePage.objects.get(pk=page.pk)
    assert queries_of(lambda: [start_translation(page, locale_of(language)) for language in ("ru", "en")]) <= 115
    assert page.get_translations().count() == 2


@pytest.mark.slow
def test_two_languages_cost_at_most_five_times_a_plain_publish(large: ArticlePage) -> None:
    with flowing():
        plain = seconds_of(lambda number: edit(large, date=date(2019, 2, 1 + number)))
    flown = seconds_of(lambda number: edit(large, date=date(2019, 3, 1 + number)))
    assert flown <= 5 * plain, (flown, plain)
