"""Requests that schemathesis makes of the description, right and wrong ones: answered as described, and soon.

In CI a few hundred; the whole count takes some minutes:
pytest tests/contract/test_generated_requests.py -m slow -n 0 --cases 5000
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import hypothesis
import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given

from cms.wsgi import application
from tests.contract.full import build_full_site

DESCRIPTION = "/api/v1/openapi.json"
# Seconds.
SOON = 1.0
# A caller that asks too often is told so; that is not what is tested here.
TOO_MANY = 429

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def schema(module_rows: None) -> Iterator[Any]:
    """The description as schemathesis reads it, of a site with a page of every type."""
    # Loaded here: it takes a second that no other test should wait for.
    from schemathesis import openapi

    build_full_site()
    # The connection is the test's; a request's end must not close it.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield openapi.from_wsgi(DESCRIPTION, application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_operation_answers_as_described(schema: Any, request: pytest.FixtureRequest) -> None:
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    checks = [
        not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
        response_schema_conformance,
    ]  # fmt: skip
    operations = [found.ok() for found in schema.get_all_operations()]
    of_each = -(-request.config.getoption("--cases") // (2 * len(operations)))
    statuses: Counter[int] = Counter()
    slow: list[tuple[str, float]] = []

    def ask_all(operation: Any, mode: Any) -> None:
        @hypothesis.settings(
            max_examples=of_each, deadline=None, database=None, derandomize=True, phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            response = case.call(headers={"Accept-Encoding": "identity"})
            if response.status_code == TOO_MANY:
                cache.clear()
            statuses[response.status_code] += 1
            # Asked again, since a machine may do other things at a moment.
            if response.elapsed > SOON and (elapsed := case.call().elapsed) > SOON:
                slow.append((case.as_curl_command(), elapsed))
            case.validate_response(response, checks=checks)

        ask()

    for operation in operations:
        ask_all(operation, GenerationMode.POSITIVE)
        # Headers are texts of any kind: without another parameter nothing is wrong.
        has_parameters = list(operation.query) or list(operation.path_parameters)
        ask_all(operation, GenerationMode.NEGATIVE if has_parameters else GenerationMode.POSITIVE)
    assert slow == []
    assert {status for status in statuses if status >= 500} == set()
    assert {200, 400, 404} <= set(statuses)
    # Not everything that is asked can be refused or missing, else no answer would be looked at.
    assert statuses[200] >= statuses.total() // 10


DEEP = "[" * 5_000 + "]" * 5_000
EXPONENT, NUL = "1e999999", "%00"
# Where letters are taken it is a word that finds nothing.
WORD = {200, 400, 404}
HOSTILE = {
    "a NUL": NUL,
    "half a surrogate": "%ED%A0%80",
    "broken UTF-8": "%FF%FE",
    "a huge number": "9" * 5_000,
    "a huge exponent": EXPONENT,
    "100 kB": "a" * 100_000,
    "deep JSON": quote(DEEP),
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_what_is_made_to_break_is_refused(schema: Any, client: Client, value: str) -> None:
    """In every parameter of every operation, in one that nobody knows, and in addresses."""
    wrong = []
    for operation in (found.ok() for found in schema.get_all_operations()):
        path = operation.path.replace("{page_id}", "1").replace("{key}", "x")
        for name in (*(parameter.name for parameter in operation.query), "unknown"):
            answer = client.get(f"{path}?{name}={value}")
            if answer.status_code not in (WORD if value == EXPONENT else {400}):
                wrong.append((path, name, answer.status_code))
        for parameter in operation.path_parameters:
            answer = client.get(operation.path.replace(f"{{{parameter.name}}}", value))
            expected = 400 if value == NUL else 404
            if (answer.status_code, answer["Content-Type"]) != (expected, "application/problem+json"):
                wrong.append((operation.path, parameter.name, answer.status_code))
    assert wrong == [], wrong


def test_a_body_is_never_read(schema: Any, client: Client) -> None:
    bodies = [DEEP, json.dumps({"a": 10**400}), "\x00", "{", "x" * 100_000]
    paths = ["/api/v1/pages/", "/api/v1/search/", "/api/v1/partnerships/", "/api/v1/nothing/"]
    answers = [client.post(path, body, content_type="application/json") for path in paths for body in bodies]
    assert {answer.status_code for answer in answers} == {405}
