"""A search server for the tests that need one: started once for a whole run and shared by its workers."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import override_settings
from filelock import FileLock

from search.engines.elastic import clients, connection
from search.engines.elastic.breaker import breaker

from .java import Missing
from .node import start


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs the server is marked so, and left out of the fast suite."""
    for item in items:
        if "search_server" in getattr(item, "fixturenames", ()):
            item.add_marker("opensearch")


@contextmanager
def missing_is_told() -> Iterator[None]:
    """A machine without what a server needs skips the test and says why; in CI that is a failure."""
    try:
        yield
    except Missing as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def search_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """The address of a real server: the one of SEARCH_TEST_URL, else one that ends with the run."""
    if given := os.environ.get("SEARCH_TEST_URL"):
        return given
    folder, parent = tmp_path_factory.getbasetemp(), os.getpid()
    if worker_id != "master":
        folder, parent = folder.parent, os.getppid()
    told = folder / "search-server.json"
    with FileLock(folder / "search-server.lock"):
        if not told.exists():
            with missing_is_told():
                node = start(folder / "search-server", parent=parent)
            told.write_text(json.dumps(node.address), encoding="utf-8")
    return json.loads(told.read_text(encoding="utf-8"))


@pytest.fixture
def elastic(search_server: str) -> Iterator[str]:
    """The site searches on the server; returns how the names of its indexes begin, which are gone after the test."""
    backend = os.environ.get("SEARCH_TEST_BACKEND", clients.OPENSEARCH)
    prefix = f"test-{secrets.token_hex(4)}"
    with searching_on(search_server, backend, prefix):
        yield prefix
        for name in connection.order("GET", f"/_cat/indices/{prefix}*", format="json", h="index"):
            connection.order("DELETE", f"/{name['index']}")


class searching_on(override_settings):  # noqa: N801  (a context manager, as its base)
    """Settings of a site that searches on a server, or on comma-separated nodes; its breaker has seen nothing."""

    def __init__(self, url: str, backend: str = clients.OPENSEARCH, prefix: str = "test") -> None:
        super().__init__(
            SEARCH_URLS=url.split(","),
            SEARCH_BACKEND=backend,
            SEARCH_INDEX_PREFIX=prefix,
            WAGTAILSEARCH_BACKENDS={
                "default": {"BACKEND": f"search.engines.elastic.admin.{backend}"},
                "database": {"BACKEND": "modelsearch.backends.database"},
            },
        )

    def enable(self) -> None:
        super().enable()
        breaker.close()

    def disable(self) -> None:
        clients.close()
        breaker.close()
        super().disable()
