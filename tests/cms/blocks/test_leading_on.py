"""Calls to action and lists of pages: to what is public, in the reader's language."""

from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from news.models import ArticlePage
from tests.cms.blocks.presented import api, html, paths, refused, rows, text_of, with_body
from tests.factories.news import ArticlePageFactory
from tests.factories.pages import publish
from tests.factories.site import home_of

pytestmark = pytest.mark.django_db


def call(**fields: Any) -> tuple[str, dict[str, Any]]:
    return "call_to_action", {"label": "Anmelden", "page": None, "url": "", "text": "Bis Mai.", **fields}


def test_a_call_to_a_page(article: ArticlePage):
    page = with_body(article, call(page=home_of("de").pk))
    with translation.override("ru"):
        found = html(page, {"body.b0.label": "de", "body.b0.text": "de"})
    assert (found.a["href"], found.a.get("hreflang"), found.a["lang"], text_of(found.p)) == (
        home_of("ru").url, None, "de", "Bis Mai.",
    )  # fmt: skip
    shown = api(page, "ru")[0]
    assert (shown["text"], shown["link"]["label"], shown["link"]["url"]) == ("Bis Mai.", "Anmelden", home_of("ru").url)
    assert paths(page) == ["body.b0.label", "body.b0.text"]


def test_a_call_to_elsewhere(article: ArticlePage):
    page = with_body(article, call(url="https://example.org/"))
    assert (html(page).a["href"], html(page).a["rel"]) == ("https://example.org/", ["external"])
    assert api(page)[0]["link"] == {"label": "Anmelden", "url": "https://example.org/", "page": None}


def test_a_call_to_what_is_not_public_is_not_made(article: ArticlePage):
    page = with_body(article, call(page=article.pk))
    assert html(page).find() is None
    assert api(page)[0]["link"] is None


def test_a_call_leads_to_one_thing():
    said = {"url": {"messages": ["Give either an address elsewhere or a page of this site."]}}
    assert refused(call()) == said
    assert refused(call(url="https://example.org/", page=home_of("de").pk)) == said
    assert refused(call(), draft=True) is None


def test_pages_by_their_own_titles(article: ArticlePage, index: Page):
    draft = ArticlePageFactory(parent=index, live=False)
    live = publish(ArticlePageFactory(parent=index, title="Bericht"))
    chosen = rows(home_of("de").pk, draft.pk, live.pk)
    page = with_body(article, ("page_list", {"title": "Mehr", "pages": chosen}))
    with translation.override("ru"):
        found = html(page)
    assert found.nav["aria-label"] == "Mehr"
    assert [(link["href"], text_of(link), link.get("lang"), link.get("hreflang")) for link in found.select("a")] == [
        (home_of("ru").url, home_of("ru").title, None, None), (live.url, "Bericht", "de", "de"),
    ]  # fmt: skip
    assert [(one["locale"], one["title"]) for one in api(page)[0]["pages"]] == [
        ("de", home_of("de").title), ("de", "Bericht"),
    ]  # fmt: skip
    assert paths(page) == ["body.b0.title"]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_a_list_are_read_at_once(
    article: ArticlePage, index: Page, count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    chosen = [publish(ArticlePageFactory(parent=index)) for _number in range(count)]
    page = with_body(article, ("page_list", {"title": "", "pages": rows(*(one.pk for one in chosen))}))
    block = page.body[0]
    assert len(block.value["pages"]) == count
    with django_assert_num_queries(2):
        assert block.render().count("<li>") == count
    with django_assert_num_queries(2):
        assert len(api(page)[0]["pages"]) == count
