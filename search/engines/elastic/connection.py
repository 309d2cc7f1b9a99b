"""The one way to the server: a method, a path, a body. Both clients send the same."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import elasticsearch
import opensearchpy
from django.core.serializers.json import DjangoJSONEncoder
from elastic_transport import TransportError as ElasticTransportError
from pybreaker import CircuitBreakerError

from . import clients
from .breaker import is_refusal, status_of
from .clients import PATIENT

JSON = "application/json"
LINES = "application/x-ndjson"
FAILURES = (
    opensearchpy.OpenSearchException,
    elasticsearch.ApiError,
    ElasticTransportError,
    CircuitBreakerError,
    clients.TooSlow,
)
# What reading an answer raises that no search server gives.
NONSENSE = (LookupError, TypeError, AttributeError)

Body = Mapping[str, Any] | Iterable[Mapping[str, Any]]


class Unavailable(Exception):
    """The server is down, too slow or overwhelmed, or was so a moment ago."""


class Refused(Exception):
    """The server does not do this; `status` is 404 for what does not exist."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status


def ask(method: str, path: str, body: Body | None = None, within: float | None = None, **parameters: object) -> Any:
    """The answer to somebody who waits: of some node, `within` seconds and PATIENCE, guarded by the breaker.

    Raises Unavailable or Refused.
    """
    timeout = min(within or clients.PATIENCE, clients.PATIENCE)
    return _answer(clients.swift(), method, path, body, parameters, timeout)


def order(method: str, path: str, body: Body | None = None, timeout: float = PATIENT, **parameters: object) -> Any:
    """The same for the worker and commands, which have time. Raises Unavailable or Refused."""
    return _answer(clients.patient(), method, path, body, parameters, timeout)


def _answer(
    client: clients.Client,
    method: str,
    path: str,
    body: Body | None,
    parameters: Mapping[str, object],
    timeout: float,
) -> Any:
    # A list of objects goes as one line each, as bulk requests want it.
    lines = body is not None and not isinstance(body, Mapping)
    sent = "".join(f"{_json(line)}\n" for line in body) if lines else _json(body) if body is not None else None
    headers = {"accept": JSON, "content-type": LINES if lines else JSON}
    written = {name: _written(value) for name, value in parameters.items()}
    try:
        if isinstance(client, opensearchpy.OpenSearch):
            return client.transport.perform_request(method, path, written, sent, timeout, headers=headers)
        answer = client.options(request_timeout=timeout).perform_request(
            method, path, params=written, headers=headers, body=sent.encode() if sent else None
        )
    except FAILURES as error:
        if is_refusal(error):
            raise Refused(status_of(error), _reason(error)) from error
        raise Unavailable(type(error).__name__) from error
    return answer.body


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _reason(error: BaseException) -> str:
    """What the server says of the request, without the request."""
    told = error.info if isinstance(error, opensearchpy.TransportError) else error.body
    found = told.get("error", "") if isinstance(told, Mapping) else told
    return str(found.get("reason", found)) if isinstance(found, Mapping) else str(found)
