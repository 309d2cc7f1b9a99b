"""Whatever is written behind the question mark: an answer or a problem, never a failure and never a redirect."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.api.ninja import build_api
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of

EXAMPLES = 15
# A parameter of an address as the description and as the resolver write it.
PARAMETER, CONVERTED = re.compile(r"\{\w+\}"), re.compile(r"<\w+:(\w+)>")
DESCRIPTION = build_api().get_openapi_schema(path_prefix="/api/v1/")
NAMES = sorted(
    {
        parameter["name"]
        for methods in DESCRIPTION["paths"].values()
        for parameter in methods["get"]["parameters"]
        if parameter["in"] == "query"
    }
)
PATHS = [*DESCRIPTION["paths"], "/api/v1/openapi.json", "/api/", "/api/v1/nothing/"]

# What parameters are made of, right and wrong, and what breaks parsers and databases.
PIECES = st.sampled_from(
    [
        "de",
        "ru",
        "news.article",
        "-date",
        "title",
        "1",
        "0",
        "-1",
        "20",
        "100",
        "101",
        "2021-06-01",
        "2021-02-30",
        "2021-06-01~1",
        "~",
        "\x00",
        "%00",
        "%",
        "'",
        '"',
        "\\",
        "true",
        "null",
        "NaN",
        "1e9",
        str(2**31),
        str(2**63),
        str(2**64),
        "9" * 400,
        "х" * 300,
        "/de/",
        "http://[",
        "//",
        "\ud7ff",
        "\u202e",
        "۱۲",
        "[]",
        "a" * 3000,
    ]
)
VALUES = PIECES | st.text(max_size=40)
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=10), VALUES), max_size=5)
IDS = st.one_of(st.integers(min_value=0, max_value=2**70), st.sampled_from([1, 2, 3, 4, 5]))


@pytest.fixture(scope="module")
def an_article(module_rows: None) -> None:
    build_site()
    publish(ArticlePageFactory(parent=publish_section(NewsIndexPageFactory(parent=home_of("de")))))


@pytest.mark.parametrize("path", PATHS)
def test_any_query_is_answered(client, an_article, db, path):
    client.raise_request_exception = False

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
              suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
    @given(pairs=QUERIES, page_id=IDS)
    def check(pairs, page_id):
        url = PARAMETER.sub(str(page_id), path)
        answer = client.get(f"{url}?{urlencode(pairs)}")
        # 403: a preview without its token.
        assert answer.status_code in (200, 400, 403, 404, 410), (url, pairs, answer.status_code)
        expected = "application/json" if answer.status_code == 200 else "application/problem+json"
        assert answer["Content-Type"] == expected
        assert isinstance(answer.json(), dict | list)

    check()


def test_no_operation_is_missing():
    """Every address below /api/v1/ that the resolver knows is asked above."""
    api = next(pattern for pattern in get_resolver().url_patterns if str(pattern.pattern) == "api/")
    version = next(pattern for pattern in api.url_patterns if str(pattern.pattern) == "v1/")
    found = {CONVERTED.sub(r"{\1}", str(pattern.pattern)) for pattern in version.url_patterns}
    assert {path for path in found if path} == {path.removeprefix("/api/v1/") for path in PATHS[:-2]}
