"""Validators, HEAD, CORS, compression, failures: what every operation has in common."""

import gzip
from datetime import UTC, datetime

import pytest
from django.db import DataError, InterfaceError, OperationalError, connection
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from cms.content_store.models import ContentItem
from cms.content_store.services import writing
from news.models import ArticlePage
from tests.factories.accounts import AdminFactory
from tests.factories.entities import PlaceFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture(scope="module")
def article_id(module_rows: None) -> int:
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles", show_in_menus=True))
    place = PlaceFactory(key="kaluga", names={"de": "Kaluga"})
    return publish(ArticlePageFactory(parent=index, slug="auftakt", lead="Ein Satz. " * 80, dateline_place=place)).pk


@pytest.fixture
def article(article_id: int, db: None) -> ArticlePage:
    return ArticlePage.objects.get(pk=article_id)


@pytest.fixture(params=["/api/v1/pages/{0}/", "/api/v1/pages/", "/api/v1/resolve/?url=/de/aktuelles/auftakt/"])
def path(request, article) -> str:
    return request.param.format(article.pk)


def test_unchanged_answers_are_not_sent_twice(client, path, django_assert_num_queries):
    etag = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        known = client.get(path, headers={"If-None-Match": etag})
    others = (f'"x", W/{etag}', "*", '"x"')
    answers = [known, *(client.get(path, headers={"If-None-Match": value}) for value in others)]
    assert [(answer.status_code, len(answer.content) > 0, answer["ETag"]) for answer in answers] == [
        (304, False, etag),
        (304, False, etag),
        (304, False, etag),
        (200, True, etag),
    ]
    assert {(answer["Cache-Control"], answer["Vary"]) for answer in answers} == {
        ("public, max-age=60", "Accept-Encoding")
    }


def test_since_when_a_page_is_what_it_is(client, article):
    """The moment of its rendering, not of its last publish: a renamed place changes the page, too."""
    path = f"/api/v1/pages/{article.pk}/"
    hour_ago = timezone.now() - timezone.timedelta(hours=1)
    ContentItem.objects.filter(pk=article.pk).update(changed_at=hour_ago)
    modified = client.get(path)["Last-Modified"]
    assert modified == http_date(hour_ago.timestamp())
    assert client.get(path, headers={"If-Modified-Since": modified}).status_code == 304
    assert client.get(path, headers={"If-Modified-Since": http_date(0)}).status_code == 200
    place = article.dateline_place
    place.names.update(text="Kaluga an der Oka")
    place.save()
    changed = client.get(path, headers={"If-Modified-Since": modified})
    assert (changed.status_code, changed.json()["place"]["name"]) == (200, "Kaluga an der Oka")


def test_publishing_the_same_keeps_the_moment(article):
    moment = datetime(2021, 6, 1, tzinfo=UTC)
    ContentItem.objects.filter(pk=article.pk).update(
        changed_at=moment, etag=ContentItem.objects.get(pk=article.pk).etag
    )
    writing.rewrite(article.pk)
    assert ContentItem.objects.get(pk=article.pk).changed_at == moment


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_has_the_headers_of_get(client, path, encoding):
    get, head = (method(path, headers={"Accept-Encoding": encoding}) for method in (client.get, client.head))
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(get.headers))
    assert int(head["Content-Length"]) == len(get.content) > 0


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("deflate,gzip", True),
        ("gzip;q=0", False),
        ("xgzip", False),
        ("", False),
    ],
)
def test_compression(client, article, accepted, compressed):
    path = f"/api/v1/pages/{article.pk}/"
    plain, answer = client.get(path), client.get(path, headers={"Accept-Encoding": accepted})
    content = gzip.decompress(answer.content) if compressed else answer.content
    assert (answer.get("Content-Encoding"), content) == ("gzip" if compressed else None, plain.content)
    assert answer["ETag"] == (f"W/{plain['ETag']}" if compressed else plain["ETag"])
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_nothing_is_compressed_where_a_form_has_a_token(client, article):
    for path in ("/admin/login/", "/de/"):
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert (answer.status_code, answer.get("Content-Encoding")) == (200, None)


def test_a_browser_of_another_origin_may_send_validators(client):
    answer = client.options(
        "/api/v1/pages/",
        headers={"Origin": "https://example.org", "Access-Control-Request-Headers": "if-none-match"},
    )
    assert (answer.status_code, {name: answer[name] for name in answer.headers if name.startswith("Access")}) == (
        204,
        {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "Authorization, If-None-Match, If-Modified-Since",
            "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
            "Access-Control-Max-Age": "86400",
        },
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client, path, method):
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (
        405,
        "application/problem+json",
        "GET, HEAD, OPTIONS",
    )


def test_who_asks_makes_no_difference(client, path):
    """Sessions, languages and cookies of the browser change not a byte, and no cookie comes back."""
    signed_in = Client()
    signed_in.force_login(AdminFactory())
    signed_in.cookies["django_language"] = "ru"
    plain = client.get(path)
    answer = signed_in.get(path, headers={"Accept-Language": "ru, en;q=0.5"})
    assert (answer.content, dict(answer.headers)) == (plain.content, dict(plain.headers))
    assert (len(answer.cookies), answer["Vary"]) == (0, "Accept-Encoding")


OPERATIONS = ["pages/", "pages/1/", "resolve/", "locales/", "navigation/", "openapi.json", "news/articles/",
              "news/articles/1/", "news/theme-years/", "news/theme-years/1/", "conference/editions/",
              "conference/editions/1/", "conference/editions/1/deadlines/",
              "conference/editions/1/working-groups/"]  # fmt: skip


@pytest.mark.parametrize("operation", OPERATIONS)
def test_unknown_parameters_are_refused_everywhere(client, db, operation):
    needed = {"url": "/de/"} if operation == "resolve/" else {}
    answer = client.get(f"/api/v1/{operation}", {"colour": "red", **needed})
    assert (answer.status_code, [entry["name"] for entry in answer.json()["invalid_params"]]) == (400, ["colour"])


@pytest.mark.parametrize(
    ("error", "status", "retry"),
    [(OperationalError, 503, "5"), (InterfaceError, 503, "5"), (DataError, 400, None), (RuntimeError, 500, None)],
)
def test_a_failing_database_is_a_problem_and_never_a_trace(client, path, error, status, retry):
    def fail(*args: object) -> None:
        raise error("secret detail")

    with connection.execute_wrapper(fail):
        answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"], answer.get("Retry-After")) == (
        status,
        "application/problem+json",
        retry,
    )
    assert (answer["Cache-Control"], b"secret" in answer.content) == ("no-store", False)


@pytest.mark.parametrize(
    "path", ["/api/v1/pages/?order=%00", "/api/v1/pages/?tag=%ff", f"/api/v1/pages/?tag={'x' * 9000}"]
)
def test_what_no_view_sees_is_a_problem_that_browsers_may_read(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == (
        400,
        "application/problem+json",
        "*",
    )
