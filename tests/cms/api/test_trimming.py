"""`fields=`: of each page what was asked for, in that order, and nothing else."""

import pytest
from django.test import Client

from cms.api.trimming import MEDIA_TYPE
from news.models import ArticlePage
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture(scope="module")
def article_id(module_rows: None) -> int:
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    return publish(ArticlePageFactory(parent=index, slug="auftakt", title="Auftakt", lead="Ein Satz.")).pk


@pytest.fixture
def article(article_id: int, db: None) -> ArticlePage:
    return ArticlePage.objects.get(pk=article_id)


def test_lists_hold_what_was_asked_for(client: Client, article: ArticlePage) -> None:
    for path in ("/api/v1/pages/?type=news.article", "/api/v1/news/articles/?order=title"):
        answer = client.get(f"{path}&fields=title,id,title")
        assert answer["Content-Type"] == MEDIA_TYPE
        expected = f'{{"items":[{{"title":"Auftakt","id":{article.pk}}}],"next_cursor":null}}'
        assert answer.content.decode() == expected


def test_pages_hold_what_was_asked_for(client: Client, article: ArticlePage) -> None:
    doors = [f"/api/v1/pages/{article.pk}/?", f"/api/v1/news/articles/{article.pk}/?",
             f"/api/v1/resolve/?url={article.url}&"]  # fmt: skip
    for door in doors:
        whole, part = client.get(door), client.get(f"{door}fields=lead,body")
        assert (whole["Content-Type"], part["Content-Type"]) == ("application/json", MEDIA_TYPE)
        assert part.json() == {name: whole.json()[name] for name in ("lead", "body")}
        assert list(part.json()) == ["lead", "body"]


def test_parts_have_validators_of_their_own(client: Client, article: ArticlePage, django_assert_num_queries) -> None:
    path = f"/api/v1/pages/{article.pk}/"
    etags = [client.get(f"{path}{query}")["ETag"] for query in ("", "?fields=id", "?fields=title", "?fields=id,title")]
    assert len(set(etags)) == 4
    with django_assert_num_queries(1):
        kept = client.get(f"{path}?fields=id", headers={"If-None-Match": etags[1]})
    assert (kept.status_code, kept["ETag"]) == (304, etags[1])
    assert client.get(f"{path}?fields=id", headers={"If-None-Match": etags[0]}).status_code == 200


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v1/pages/?fields={}", "kind_label"),
        ("/api/v1/news/articles/?fields={}", "kind_label"),
        ("/api/v1/partnerships/?fields={}", "status"),
        ("/api/v1/pages/1/?fields={}", "body"),
        ("/api/v1/resolve/?url=/de/&fields={}", "body"),
    ],
)
@pytest.mark.parametrize("wrong", ["colour", "", "title,", "title.text", "__class__"])
def test_unknown_fields_are_refused(client: Client, article: ArticlePage, path: str, allowed: str, wrong: str) -> None:
    answer = client.get(path.format(wrong))
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    (refused,) = answer.json()["invalid_params"]
    assert refused["name"] == "fields"
    assert allowed in refused["reason"].partition("allowed: ")[2].rstrip(".").split(", ")
