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


def to_do(translator: User) -> list[tuple[int, int, int]]:
    """(page, outdated texts, untranslated texts) of what is live and unfinished."""
    pages = desk.unfinished(translator)
    return [(page.pk, page.translation_progress.outdated, page.translation_progress.untranslated) for page in pages]


def test_a_changed_word_is_to_do_and_a_changed_fact_is_not(index: NewsIndexPage, translator: User) -> None:
    page = article(index, "Beginn", ru=WORDS)
    assert to_do(translator) == []
    page = edit(page, date="2018-05-01")
    assert to_do(translator) == []
    edit(page, lead="Zwei Sätze.")
    assert to_do(translator) == [(in_language(page, "ru").pk, 1, 0)]


def test_a_new_text_is_to_do_until_its_words_are_published(index: NewsIndexPage, translator: User) -> None:
    page = edit(article(index, "Beginn", ru=WORDS), change_note="Neu")
    russian = in_language(page, "ru")
    assert to_do(translator) == [(russian.pk, 0, 1)]
    draft_words(page, "ru", {"change_note": "Новое"})
    assert to_do(translator) == [(russian.pk, 0, 1)]
    in_language(page, "ru").get_latest_revision().publish()
    assert to_do(translator) == []


def test_costs_the_same_for_one_and_for_three(index: NewsIndexPage, translator: User) -> None:
    def ask() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.untranslated(translator)
            desk.waiting(translator)
            desk.unfinished(translator)
        return len(captured)

    edit(article(index, "Eins", ru=WORDS), lead="Anders.")
    ask()
    one = ask()
    for title in ("Zwei", "Drei"):
        edit(article(index, title, ru=WORDS), lead="Anders.")
    assert ask() == one
    assert len(desk.unfinished(translator)) == 3
