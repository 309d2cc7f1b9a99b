"""What the admin's home lists for translators: new, outdated and waiting pages of their language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.accounts.models import User
from cms.accounts.services.roles import grant_roles
from cms.translation.services import desk
from news.models import NewsIndexPage
from tests.factories.accounts import UserFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.site import build_site, home_of
from tests.factories.translation import draft_words, edit, in_language, news_index, publish_family

pytestmark = pytest.mark.django_db
WORDS = {"title": "Начало", "lead": "Одно предложение."}


@pytest.fixture
def index() -> NewsIndexPage:
    build_site()
    grant_roles()
    return news_index(home_of("de"))


@pytest.fixture
def translator(index: NewsIndexPage) -> User:
    return UserFactory(role="Translators (ru)")


def article(index: NewsIndexPage, title: str, **words: dict[str, str]) -> object:
    return publish_family(ArticlePageFactory(parent=index, title=title, lead="Ein Satz."), **words)


def test_begun_drafts_wait_in_the_translators_language_only(index: NewsIndexPage, translator: User) -> None:
    page = article(index, "Neu")
    assert [row.pk for row in desk.untranslated(translator)] == [in_language(page, "ru").pk]
    draft_words(page, "ru", WORDS)
    target = in_language(page, "ru")
    target.get_workflow().start(target, translator)
    assert desk.untranslated(translator) == []
    assert [row.pk for row in desk.waiting(translator)] == [target.pk]


def test_a_changed_word_makes_a_page_outdated_and_a_changed_fact_does_not(
    index: NewsIndexPage, translator: User
) -> None:
    page = article(index, "Beginn", ru=WORDS)
    assert desk.outdated(translator) == []
    page = edit(page, date="2018-05-01")
    assert desk.outdated(translator) == []
    edit(page, lead="Zwei Sätze.")
    assert [(row.page.pk, row.texts) for row in desk.outdated(translator)] == [(in_language(page, "ru").pk, 1)]


def test_costs_the_same_for_one_and_for_three(index: NewsIndexPage, translator: User) -> None:
    def ask() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.untranslated(translator)
            desk.waiting(translator)
            desk.outdated(translator)
        return len(captured)

    edit(article(index, "Eins", ru=WORDS), lead="Anders.")
    ask()
    one = ask()
    for title in ("Zwei", "Drei"):
        edit(article(index, title, ru=WORDS), lead="Anders.")
    assert ask() == one
    assert len(desk.outdated(translator)) == 3
