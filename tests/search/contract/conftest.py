"""The engines that the contract holds, each filled once."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection as database
from django.db import transaction

from search.engines.elastic import clients, connection, indexes, writing
from search.models import SearchDocument
from search.services import storing
from tests.search_server.fixtures import searching_on

from . import corpus

LANGUAGES = ("de", "ru", "en")


@pytest.fixture(scope="module", params=[database.vendor, pytest.param("elastic", marks=pytest.mark.opensearch)])
def engine(request: pytest.FixtureRequest, module_rows: None) -> Iterator[str]:
    """The name of the engine that answers, with the corpus in it."""
    # Each engine is filled on a savepoint of its own.
    with transaction.atomic():
        storing.forget(list(SearchDocument.objects.values_list("key", flat=True)))
        corpus.entities()
        storing.write(corpus.RECORDS)
        if request.param == "elastic":
            with _server(request.getfixturevalue("search_server")):
                yield request.param
        else:
            yield request.param
        transaction.set_rollback(True)


@contextmanager
def _server(address: str) -> Iterator[None]:
    """The site searches on the server, which holds what the database holds."""
    backend = os.environ.get("SEARCH_TEST_BACKEND", clients.OPENSEARCH)
    prefix = f"test-{secrets.token_hex(4)}"
    # A busy machine may take its time.
    with searching_on(address, backend, prefix), pytest.MonkeyPatch.context() as patched:
        patched.setattr(clients, "SWIFT", clients.PATIENT)
        patched.setattr(clients, "PATIENCE", clients.PATIENT)
        for language in LANGUAGES:
            name = indexes.create(language)
            writing.send(list(SearchDocument.objects.filter(locale=language)), name)
            indexes.refresh(name)
            indexes.switch(language, name)
        yield
        for name in connection.order("GET", f"/_cat/indices/{prefix}*", format="json", h="index"):
            connection.order("DELETE", f"/{name['index']}")
