"""Resolve: any address of this site, in any language, as people paste it."""

from urllib.parse import quote

import pytest
from wagtail.contrib.redirects.models import Redirect

from news.models import ArticlePage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import draft_translation, publish, publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture(scope="module")
def article_id(module_rows) -> int:
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    return publish(ArticlePageFactory(parent=index, slug="krasnodar")).pk


@pytest.fixture
def article(article_id, db) -> ArticlePage:
    return ArticlePage.objects.get(pk=article_id)


def resolve(client, url: str, **headers: str):
    return client.get("/api/v1/resolve/", {"url": url}, headers=headers)


@pytest.mark.parametrize(
    "url",
    [
        "/de/aktuelles/krasnodar/",
        "/de/aktuelles/krasnodar",
        "de/aktuelles/krasnodar",
        "http://localhost/de/aktuelles/krasnodar/",
        "https://testserver:8443/de/aktuelles/krasnodar?utm=1#oben",
        "//LOCALHOST/de/aktuelles/krasnodar/",
        "/de/%61ktuelles/krasnodar/?seite=2",
        " /de/aktuelles/krasnodar/ ",
    ],
)
def test_every_way_to_write_an_address(client, article, url):
    answer = resolve(client, url)
    assert (answer.status_code, answer.json()["id"]) == (200, article.pk)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/de/aktuelles/krasnodar/",
        "http://localhost.example.org/de/aktuelles/krasnodar/",
        "http://localhost@example.org/de/aktuelles/krasnodar/",
        "http://:80/de/aktuelles/krasnodar/",
        "mailto:de/aktuelles/krasnodar/",
        "ftp://localhost/de/aktuelles/krasnodar/",
        "/aktuelles/krasnodar/",
        "/ru/aktuelles/krasnodar/",
        "/de/aktuelles/krasnodar/%00",
        "/de//aktuelles//krasnodar/",
        "",
    ],
)
def test_what_is_no_address_of_a_page_here(client, article, url):
    # Sent encoded twice, so that a NUL reaches the operation.
    answer = client.get(f"/api/v1/resolve/?url={quote(quote(url, safe='/:@'), safe='')}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_broken_addresses_are_refused_with_a_reason(client, article):
    answer = resolve(client, "http://[::1/de/")
    assert (answer.status_code, answer.json()["invalid_params"]) == (
        400,
        [{"name": "url", "reason": "This is no address."}],
    )


def test_another_language_by_its_own_address(client, article):
    russian_index = publish(
        draft_translation(article.get_parent().specific, "ru", home_of("ru"), slug="novosti", title="Новости")
    )
    russian = publish(draft_translation(article, "ru", russian_index, slug="krasnodar", title="Краснодар"))
    answer = resolve(client, "http://localhost/ru/novosti/krasnodar/").json()
    assert (answer["id"], answer["locale"], [link["url"] for link in answer["translations"]]) == (
        russian.pk,
        "ru",
        ["/de/aktuelles/krasnodar/"],
    )


def test_the_redirect_of_a_changed_slug(client, article, django_capture_on_commit_callbacks):
    """Wagtail makes it when the page is published under its new slug; the answer tells the new address."""
    article.slug = "kuban"
    with django_capture_on_commit_callbacks(execute=True):
        publish(article)
    assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/de/aktuelles/krasnodar"]
    answer = resolve(client, "/de/aktuelles/krasnodar/")
    assert (answer.status_code, answer.json()["url"]) == (200, "/de/aktuelles/kuban/")


def test_the_redirect_of_a_page_below_a_changed_slug(client, article, django_capture_on_commit_callbacks):
    index = article.get_parent().specific
    index.slug = "nachrichten"
    with django_capture_on_commit_callbacks(execute=True):
        publish(index)
    assert resolve(client, "/de/aktuelles/krasnodar").json()["url"] == "/de/nachrichten/krasnodar/"


def test_redirects_to_addresses(client, article):
    Redirect.objects.create(old_path="/konferenz", redirect_link="http://localhost/de/aktuelles/krasnodar/")
    Redirect.objects.create(old_path="/fremd", redirect_link="https://example.org/de/aktuelles/krasnodar/")
    assert [resolve(client, path).status_code for path in ("/konferenz/", "/fremd/")] == [200, 404]


def test_a_redirect_to_what_is_not_public_is_not_followed(client, article):
    Redirect.objects.create(old_path="/alt", redirect_page=article)
    assert resolve(client, "/alt").status_code == 200
    article.unpublish()
    assert resolve(client, "/alt").status_code == 404


def test_a_conditional_answer_costs_one_query(client, article, django_assert_num_queries):
    etag = resolve(client, article.url)["ETag"]
    with django_assert_num_queries(1):
        answer = resolve(client, article.url, **{"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_page_by_what_its_languages_share(client, article, django_assert_num_queries):
    section = article.get_parent().specific
    section = publish(draft_translation(section, "ru", home_of("ru"), title="Новости", slug="novosti"))
    russian = publish(draft_translation(article, "ru", section, title="Краснодар", slug="krasnodar"))
    with django_assert_num_queries(1):
        german = client.get("/api/v1/resolve/", {"translation_key": article.translation_key})
    both = {"translation_key": article.translation_key, "locale": "ru"}
    assert [german.json()["id"], client.get("/api/v1/resolve/", both).json()["id"]] == [article.pk, russian.pk]
    russian.unpublish()
    assert client.get("/api/v1/resolve/", both).status_code == 410
    assert client.get("/api/v1/resolve/", {**both, "locale": "en"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({}, "url"),
        ({"url": "/de/", "translation_key": "0198c0de-0000-4000-8000-000000000000"}, "url"),
        ({"url": "/de/", "locale": "de"}, "locale"),
        ({"translation_key": "0198c0de-0000-4000-8000-000000000000", "locale": "xx"}, "locale"),
        ({"translation_key": "krasnodar"}, "translation_key"),
    ],
)
def test_an_address_or_a_key_but_not_both(client, article, query, parameter):
    answer = client.get("/api/v1/resolve/", query)
    assert (answer.status_code, [found["name"] for found in answer.json()["invalid_params"]]) == (400, [parameter])
