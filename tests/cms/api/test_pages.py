"""The API's host routes: cards, detail, resolve, languages, navigation, errors and validators."""

import json

import pytest

from cms.content_store.models import ContentItem
from news.models import ArticlePage, NewsIndexPage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.site import build_site, home_of


@pytest.fixture(scope="module")
def index_id(module_rows):
    build_site()
    page = NewsIndexPageFactory(parent=home_of("de"))
    page.save_revision().publish()
    return page.pk


@pytest.fixture
def index(index_id, db):
    return NewsIndexPage.objects.get(pk=index_id)


def publish_article(index, **fields):
    page = ArticlePageFactory(parent=index, **fields)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_is_one_query_however_long(client, index, django_assert_num_queries, number):
    for _order in range(number):
        publish_article(index)
    with django_assert_num_queries(1):
        answer = client.get("/api/v1/pages/", {"type": "news.article"})
    assert (answer.status_code, len(answer.json()["items"]), answer.json()["next_cursor"]) == (
        200,
        number,
        None,
    )


def test_detail_and_resolve_are_one_query_and_the_same(client, index, django_assert_num_queries):
    page = publish_article(index, title="Krasnodar")
    with django_assert_num_queries(1):
        detail = client.get(f"/api/v1/pages/{page.pk}/")
    with django_assert_num_queries(1):
        resolved = client.get("/api/v1/resolve/", {"url": f"http://testserver{page.url}"})
    assert detail.json()["title"] == "Krasnodar"
    assert (resolved.content, resolved["ETag"]) == (detail.content, detail["ETag"])


def test_a_known_etag_costs_one_small_query(client, index, django_assert_num_queries):
    page = publish_article(index)
    etag = client.get(f"/api/v1/pages/{page.pk}/")["ETag"]
    with django_assert_num_queries(1):
        answer = client.get(f"/api/v1/pages/{page.pk}/", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (304, b"", "public, max-age=60")


def test_cursors_walk_the_whole_list(client, index):
    made = {publish_article(index).pk for _order in range(5)}
    seen, cursor = [], None
    while True:
        parameters = {"type": "news.article", "limit": 2, **({"cursor": cursor} if cursor else {})}
        answer = client.get("/api/v1/pages/", parameters).json()
        seen += [card["id"] for card in answer["items"]]
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert (len(seen), set(seen)) == (5, made)


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/api/v1/pages/?colour=red", "colour"),
        ("/api/v1/pages/?type=news.unknown", "type"),
        ("/api/v1/pages/?locale=xx", "locale"),
        ("/api/v1/pages/?limit=0", "limit"),
        ("/api/v1/pages/?limit=1&limit=2", "limit"),
        ("/api/v1/pages/?limit=99999999999999999999", "limit"),
        ("/api/v1/pages/?order=random", "order"),
        ("/api/v1/pages/?cursor=nonsense", "cursor"),
        ("/api/v1/news/articles/?kind=leaflet", "kind"),
        ("/api/v1/news/articles/?year=last", "year"),
        ("/api/v1/locales/?locale=de", "locale"),
        ("/api/v1/resolve/", "url"),
    ],
)
def test_what_is_wrong_with_a_parameter_is_said(client, index, path, parameter):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [entry["name"] for entry in answer.json()["invalid_params"]] == [parameter]


@pytest.mark.parametrize("path", ["/api/v1/pages/999999/", "/api/v1/nothing/", "/api/", "/api/v1/resolve/?url=/de/no/"])
def test_what_is_not_there_is_a_problem_and_never_a_redirect(client, index, path):
    answer = client.get(path, headers={"Accept-Language": "ru"})
    assert (answer.status_code, answer["Content-Type"], answer.json()["status"]) == (
        404,
        "application/problem+json",
        404,
    )


def test_a_withdrawn_page_is_gone_at_once(client, index):
    page = publish_article(index)
    url = page.url
    ArticlePage.objects.get(pk=page.pk).unpublish()
    assert client.get(f"/api/v1/pages/{page.pk}/").status_code == 404
    assert client.get("/api/v1/resolve/", {"url": url}).status_code == 410


def test_head_options_cors_and_no_cookies(client, index):
    page = publish_article(index)
    path = f"/api/v1/pages/{page.pk}/"
    head, options, post = client.head(path), client.options(path), client.post(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", client.get(path)["ETag"])
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert (post.status_code, post["Content-Type"]) == (405, "application/problem+json")
    assert [
        (answer["Access-Control-Allow-Origin"], dict(answer.cookies), answer.get("Vary"))
        for answer in (head, options, post)
    ] == [("*", {}, "Accept-Encoding"), ("*", {}, None), ("*", {}, None)]


def test_languages_and_navigation(client, index):

    index.show_in_menus = True
    index.save_revision().publish()
    assert client.get("/api/v1/locales/").json() == [
        {"code": "de", "name": "Deutsch", "default": True},
        {"code": "ru", "name": "Русский", "default": False},
        {"code": "en", "name": "English", "default": False},
    ]
    assert [entry["title"] for entry in client.get("/api/v1/navigation/").json()] == ["Aktuelles"]
    assert client.get("/api/v1/navigation/?locale=ru").json() == []


def test_the_answer_fits_the_schema_it_is_described_by(client, index):
    publish_article(index)
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"] == "3.1.0"
    body = description["components"]["schemas"]["ArticleDetail"]["properties"]["body"]["items"]
    assert body["discriminator"]["mapping"]["quote"] == "#/components/schemas/Quote"
    assert ContentItem.objects.filter(type="news.article").count() == 1
    assert json.loads(client.get("/api/v1/pages/?type=news.article").content)["items"][0]["type"] == "news.article"
