"""Items past their time that the worker has not swept yet."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.content_store.models import ContentItem
from news.models import ArticleContact, NewsIndexPage
from search.query import SearchQuery
from search.services.searching import search
from tests.factories.entities import PersonFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of

Tomorrow = Callable[[], None]


@pytest.fixture
def index(db: None) -> NewsIndexPage:
    build_site()
    return publish_section(NewsIndexPageFactory(parent=home_of("de")))


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Tomorrow:
    """tomorrow() moves the clock by a day; nothing is swept."""
    later = timezone.now() + timedelta(days=1)
    return lambda: monkeypatch.setattr(timezone, "now", lambda: later)


def article(index: NewsIndexPage, title: str, visible_until: date | None) -> int:
    """Public, with a contact whose name readers see until that day."""
    person = PersonFactory(
        names={"de": "Erika Vergessen"}, functions={"de": "Beauftragte"}, visible_until=visible_until
    )
    page = ArticlePageFactory(parent=index, title=title, lead="Ein Bericht.")
    page.contacts.add(ArticleContact(label="Presse", person=person))
    return publish(page).pk


def found(text: str) -> dict[str, str]:
    """Title and excerpt of each hit."""
    return {
        hit.card["title"]: "".join(part.text for part in hit.excerpt) for hit in search(SearchQuery(text, "de")).hits
    }


def test_a_person_is_found_only_as_long_as_visitors_may_see_them(index: NewsIndexPage, tomorrow: Tomorrow) -> None:
    today = timezone.localdate()
    article(index, "Bleibt", today + timedelta(days=1))
    page_id = article(index, "Vergeht", today)
    shown = "Ein Bericht. Presse · Erika Vergessen · Beauftragte"
    assert found("Vergessen") == found("Bericht") == {"Bleibt": shown, "Vergeht": shown}
    tomorrow()
    assert ContentItem.objects.get(pk=page_id).valid_until <= timezone.now()
    assert found("Vergessen") == found("Beauftragte") == found('"Erika Vergessen"') == {"Bleibt": shown}
    assert found("Bericht") == {"Bleibt": shown, "Vergeht": "Ein Bericht. Presse"}
    result = search(SearchQuery("Vergess", "de"))
    assert (result.total, result.facets["type"]) == (1, {"news.article": 1})


def test_a_misspelt_name_tells_nothing_once_it_is_hidden(index: NewsIndexPage, tomorrow: Tomorrow) -> None:
    article(index, "Vergeht", timezone.localdate())
    assert search(SearchQuery("Bericht Vergesten", "de")).corrected == "Bericht Vergessen"
    tomorrow()
    result = search(SearchQuery("Bericht Vergesten", "de"))
    assert (result.corrected, result.words, result.total) == (None, "some", 1)


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_not_due_costs_no_query_more(
    index: NewsIndexPage, number: int, django_assert_num_queries: Callable
) -> None:
    for order in range(number):
        article(index, f"Bericht {order}", timezone.localdate() + timedelta(days=order))
    with django_assert_num_queries(4):
        assert search(SearchQuery("Vergessen", "de")).total == number
