"""Texts that are not in the page's language are marked in HTML, card and detail, and nothing else is."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from cms.content_store.services import reading
from cms.translation.services.states import foreign_paths
from news.models import ArticlePage
from tests.factories.news import ArticleContactFactory, ArticleLinkFactory
from tests.factories.translation import draft_words, edit, in_language, path_of, translate


@pytest.fixture
def partly(article: ArticlePage) -> ArticlePage:
    """Title, lead, heading, hero alt text, and the link's label are Russian; the rest is not."""
    translate(
        article,
        "ru",
        {
            "title": "Год начинается",
            "lead": "Одно предложение.",
            "hero_picture_alt": "Площадь",
            path_of(article, 0, "text"): "Заголовок",
            f"links.{article.links.get().translation_key}.label": "Программа",
        },
    )
    return article


def german_paths(article: ArticlePage) -> dict[str, str]:
    contact = article.contacts.get().translation_key
    return dict.fromkeys(
        [
            "hero_caption",
            path_of(article, 1),
            path_of(article, 2, "text"),
            path_of(article, 2, "attribution"),
            path_of(article, 3, "alt_text"),
            path_of(article, 3, "caption"),
            f"contacts.{contact}.label",
        ],
        "de",
    )


def test_detail_and_card_name_what_they_show(partly: ArticlePage) -> None:
    russian = in_language(partly, "ru")
    assert reading.detail_of(russian.pk).data["foreign_text"] == german_paths(partly)
    assert reading.card_of(russian.pk)["foreign_text"] == {"hero_caption": "de"}
    assert reading.detail_of(partly.pk).data["foreign_text"] == {}
    cards = reading.list_cards("ru", types=["news.article"]).cards
    assert [card["foreign_text"] for card in cards] == [{"hero_caption": "de"}]


def marked(main: Tag) -> list[str]:
    """Texts of the elements marked as German, alternative texts by the picture that has them."""
    return sorted(found.get("alt") or found.get_text(" ", strip=True) for found in main.select('[lang="de"]'))


def test_html_marks_the_elements(partly: ArticlePage, client: Client) -> None:
    main = BeautifulSoup(client.get(in_language(partly, "ru").url).content, "html.parser").main
    assert marked(main) == [
        "Ein Absatz .",
        "Eine Brücke",
        "Erika Muster",
        "Pressestelle",
        "Vor dem Rathaus",
        "Wir kennen einander.",
        "Über die Elbe",
    ]
    german = BeautifulSoup(client.get(partly.url).content, "html.parser").main
    assert marked(german) == []


def test_a_draft_is_marked_by_its_own_words(partly: ArticlePage) -> None:
    # The same words in both languages are words all the same.
    words = {path_of(partly, 2, "text"): "Мы знаем друг друга.", path_of(partly, 2, "attribution"): "Erika Muster"}
    draft = draft_words(partly, "ru", words)
    left = {path: language for path, language in german_paths(partly).items() if path not in words}
    assert foreign_paths(draft.as_object()) == left
    assert foreign_paths(in_language(partly, "ru")) == german_paths(partly)


def test_a_source_page_costs_nothing(article: ArticlePage, django_assert_num_queries: Callable) -> None:
    page = ArticlePage.objects.select_related("locale").get(pk=article.pk)
    with django_assert_num_queries(0):
        assert foreign_paths(page) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(partly: ArticlePage, django_assert_num_queries: Callable, number: int) -> None:
    page = ArticlePage.objects.get(pk=partly.pk)
    for count in range(1, number):
        ArticleLinkFactory(page=page, locale=page.locale, label=f"Verweis {count}")
        ArticleContactFactory(page=page, locale=page.locale, label=f"Kontakt {count}")
    edit(ArticlePage.objects.get(pk=page.pk), body=[*[(child.block_type, child.value) for child in page.body] * number])
    russian = ArticlePage.objects.select_related("locale").get(pk=in_language(partly, "ru").pk)
    with django_assert_num_queries(5):
        foreign = foreign_paths(russian)
    assert {path.split(".")[-1] for path in foreign if path.startswith("contacts")} == {"label"}
    assert sum(path.startswith("contacts") for path in foreign) == number
