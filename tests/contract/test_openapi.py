"""The published description: reviewed as a file, and true of every answer."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from wagtail.models import Page

from cms.content_store.models import ContentItem
from cms.content_store.services import previews
from cms.entities.models import Place
from cms.plugins.registry import registry
from tests.contract.full import build_full_site
from tests.factories.accounts import AdminFactory

SNAPSHOT = Path(__file__).parent / "openapi.json"
RENEW = "Review the difference; when it is meant, renew the file: pytest tests/contract/test_openapi.py --renew-openapi"
PAGE_TYPES = {
    "home.home", "home.standard", "news.index", "news.theme_year", "news.article", "conference.series",
    "conference.edition", "partnerships.directory", "partnerships.partnership", "partnerships.request",
    "partnerships.request_index",
}  # fmt: skip
PARTNERSHIPS = "/api/v1/partnerships/"
PARAMETER = re.compile(r"\{\w+\}")
BLOCK_TYPES = {
    "accordion",
    "call_to_action",
    "contact_card",
    "document",
    "fact_box",
    "gallery",
    "heading",
    "link_list",
    "news_latest",
    "page_list",
    "partnerships_project",
    "person_list",
    "picture",
    "place_list",
    "quote",
    "rich_text",
    "table",
    "timeline",
    "unavailable",
    "video",
}


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    """As the site publishes it."""
    return Client().get("/api/v1/openapi.json").json()


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        yield from ((path, operation) for operation in methods.values())


def problems(description: dict[str, Any], schema: dict[str, Any], value: Any) -> list[str]:
    """Where a value is not what a schema of the description says."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": description["components"],
        **schema,
    }
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def answered_wrongly(description: dict[str, Any], path: str, response: HttpResponse) -> list[str]:
    """Where an answer of an operation is not what the operation promises."""
    promised = description["paths"][path]["get"]["responses"][str(response.status_code)]
    schema = promised["content"][response["Content-Type"]]["schema"]
    return problems(description, schema, json.loads(response.content))


def test_the_description_is_the_reviewed_one(description, request):
    served = json.dumps(description, indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--renew-openapi"):
        SNAPSHOT.write_text(served, encoding="utf-8")
    assert served.splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines(), RENEW


def test_the_description_is_valid_and_complete(description):
    Draft202012Validator.check_schema({"$defs": description["components"]["schemas"]})
    assert description["openapi"] == "3.1.0"
    assert description["servers"] == [{"url": "/", "description": "The site that gave this description."}]
    found = list(operations(description))
    ids = [operation["operationId"] for _path, operation in found]
    assert len(set(ids)) == len(ids) == len(found)
    for path, operation in found:
        assert operation["summary"], path
        # What is open to tokens alone is never stored by anybody, so that there is nothing to compare with.
        by_token = "security" in operation
        assert {"200", "400", "404", "405", "500", "503"} <= set(operation["responses"]), path
        assert {"304", "403"} & set(operation["responses"]) == {"403" if by_token else "304"}, path
        headers = {"Cache-Control"} if by_token else {"ETag", "Cache-Control", "Last-Modified"}
        assert set(operation["responses"]["200"]["headers"]) == headers, path
        for status in ("400", "404", "405", "500", "503"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"], path


def test_pages_and_blocks_are_told_apart_by_type(description):
    schemas, paths = description["components"]["schemas"], description["paths"]
    listed = schemas["PageList"]["properties"]["items"]["items"]["discriminator"]
    detail = paths["/api/v1/pages/{page_id}/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    body = schemas["ArticleDetail"]["properties"]["body"]["items"]["discriminator"]
    assert (listed["propertyName"], set(listed["mapping"])) == ("type", PAGE_TYPES)
    assert set(detail["discriminator"]["mapping"]) == PAGE_TYPES
    assert (body["propertyName"], set(body["mapping"])) == ("type", BLOCK_TYPES)
    constants = {name: schema["properties"]["type"].get("const") for name, schema in schemas.items()
                 if name.endswith(("Card", "Detail")) and name not in ("PageCard", "PageDetail")}  # fmt: skip
    assert set(constants.values()) == PAGE_TYPES


@pytest.mark.slow
@pytest.mark.django_db
def test_every_answer_is_as_described(description, client):
    """All page types, filled and bare, with every block; lists, parts, languages, navigation and problems."""
    site = build_full_site()
    presenters = {presenter.type: presenter for presenter in registry.read("presenters").values()}
    wrong, seen_types, seen_blocks = [], set(), set()
    for item in ContentItem.objects.filter(public=True):
        presenter = presenters[item.type]
        detail = json.loads(bytes(item.detail))
        for schema, value in ((presenter.card_schema, json.loads(bytes(item.card))), (presenter.detail_schema, detail)):
            reference = {"$ref": f"#/components/schemas/{schema.__name__}"}
            wrong += [(item.url_path, found) for found in problems(description, reference, value)]
        seen_types.add(item.type)
        seen_blocks |= {block["type"] for block in detail["body"]}
    assert (wrong, seen_types, seen_blocks) == ([], PAGE_TYPES, BLOCK_TYPES - {"unavailable"})
    edition = next(page for page in site.filled if page._meta.model_name == "editionpage")
    article = next(page for page in site.filled if page._meta.model_name == "articlepage")
    year = next(page for page in site.filled if page._meta.model_name == "themeyearpage")
    requests = {
        "/api/v1/pages/": ["?limit=100", "?limit=1", "?type=news.nothing", "?locale=en", "?fields=id", "?fields=x"],
        "/api/v1/pages/changes/": ["?since=2000-01-01T00:00:00Z&limit=500", "?since=never", ""],
        "/api/v1/pages/facets/": ["", "?locale=ru&type=news.article", "?type=news.nothing"],
        "/api/v1/news/articles/facets/": ["", "?kind=article", "?kind=love"],
        "/api/v1/conference/editions/facets/": ["", "?number=16", "?number=-1"],
        "/api/v1/pages/{page_id}/": [page.pk for page in (*site.filled, *site.bare)] + [0],
        "/api/v1/resolve/": [
            f"?url={article.url}",
            f"?translation_key={article.translation_key}",
            "?url=/de/nothing/",
            "",
            "?url=http://[",
        ],
        "/api/v1/locales/": ["", "?x=1"],
        "/api/v1/navigation/": ["", "?locale=ru", "?locale=xx"],
        "/api/v1/news/articles/": ["?limit=100", "?year=1"],
        "/api/v1/news/articles/{page_id}/": [article.pk, edition.pk],
        "/api/v1/news/theme-years/": ["?order=title"],
        "/api/v1/news/theme-years/{page_id}/": [year.pk],
        "/api/v1/conference/editions/": ["?number=16", "?state=lost"],
        "/api/v1/conference/editions/{page_id}/": [edition.pk],
        "/api/v1/conference/editions/{page_id}/deadlines/": [edition.pk, 0],
        "/api/v1/conference/editions/{page_id}/working-groups/": [edition.pk],
    }
    requests |= {
        "/api/v1/search/": [
            "?q=zq&limit=50",
            "?q=nothing",
            "",
            "?q=zq&page=999",
            "?q=zq&colour=red",
            "?q=zq&locale=xx",
        ],
        "/api/v1/search/suggest/": ["?q=zq", "", "?colour=red"],
    }
    profile = next(page for page in site.filled if page._meta.model_name == "partnershippage")
    place = profile.places.first().place
    requests |= {f"{PARTNERSHIPS}{path}": variants for path, variants in partnership_requests(profile, place).items()}
    requests["/api/v1/previews/{page_id}/"] = [0]
    assert set(requests) == set(description["paths"])
    for path, variants in requests.items():
        for variant in variants:
            url = PARAMETER.sub(str(variant), path) if "{" in path else f"{path}{variant}"
            wrong += [(url, found) for found in answered_wrongly(description, path, client.get(url))]
        wrong += [(path, found) for found in answered_wrongly(description, path, client.post(PARAMETER.sub("1", path)))]
    token = previews.show(article, AdminFactory())
    path = "/api/v1/previews/{page_id}/"
    answer = client.get(PARAMETER.sub(str(article.pk), path), headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, wrong + answered_wrongly(description, path, answer)) == (200, [])


def partnership_requests(profile: Page, place: Place) -> dict[str, list[Any]]:
    """What is asked below /partnerships/."""
    wanted = ContentItem.objects.filter(type="partnerships.request").values_list("pk", flat=True)
    return {
        "": ["?limit=100", "?limit=1", "?order=-since&state=resting", "?kind=love"],
        "{page_id}/": [profile.pk, 0],
        "changes/": ["?since=2000-01-01T00:00:00Z", "?since=never"],
        "facets/": ["", "?state=resting", "?color=red"],
        "geojson/": ["", "?q=zq"],
        "places/": ["", "?country=DE"],
        "places/{key}/": [place.key, "nowhere"],
        "regions/": ["", "?x=1"],
        "regions/{key}/": [place.region.key, "nowhere"],
        "requests/": ["", "?kind=seek", "?kind=love"],
        "requests/{page_id}/": [*wanted, 0],
        "statistics/": ["", "?decade=1980"],
    }


def test_a_wrong_answer_would_be_noticed(description):
    reference = {"$ref": "#/components/schemas/NavigationItem"}
    right = {"title": "Aktuelles", "url": "/de/aktuelles/", "type": "news.index"}
    assert problems(description, reference, right) == []
    for wrong in ({**right, "colour": "red"}, {"title": "Aktuelles", "url": "/"}, {**right, "url": 7}):
        assert len(problems(description, reference, wrong)) == 1


def test_the_snapshot_names_no_machine():
    text = SNAPSHOT.read_text(encoding="utf-8")
    assert [word for word in ("localhost", str(settings.BASE_DIR), "testserver") if word in text] == []
