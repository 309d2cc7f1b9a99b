"""/healthz asks nothing; /readyz asks every dependency and names those that fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

UNAVAILABLE = 503


def answer(client: Client, address: str = "/readyz") -> tuple[int, dict]:
    response = client.get(address, headers={"host": "10.1.2.3:8000"})
    assert "Set-Cookie" not in response
    return response.status_code, response.json()


@pytest.fixture
def _no_database(transactional_db: None) -> Iterator[None]:
    """The connection leads to a database that does not exist."""
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "/nonexistent/database"
    yield
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.mark.django_db
def test_the_process_answers_without_a_query_and_under_any_host(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    with django_assert_num_queries(0):
        assert answer(client, "/healthz") == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready(client: Client):
    assert answer(client) == (200, {"status": "ok", "failing": {}})


@pytest.mark.usefixtures("_no_database")
def test_without_database_alive_but_not_ready(client: Client):
    assert answer(client, "/healthz") == (200, {"status": "ok"})
    failing = {"database": "OperationalError", "migrations": "OperationalError"}
    assert answer(client) == (UNAVAILABLE, {"status": "unavailable", "failing": failing})


@pytest.mark.django_db
def test_not_ready_while_tables_are_those_of_older_code(client: Client):
    MigrationRecorder.Migration.objects.filter(app="search").delete()
    assert answer(client) == (UNAVAILABLE, {"status": "unavailable", "failing": {"migrations": "pending"}})


@pytest.mark.django_db
def test_not_ready_without_a_cache_that_keeps_things(client: Client, settings: Settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert answer(client) == (UNAVAILABLE, {"status": "unavailable", "failing": {"cache": "lost what was written"}})


@pytest.mark.django_db
def test_not_ready_without_the_folder_of_uploads(client: Client, settings: Settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "not-mounted"
    assert answer(client) == (UNAVAILABLE, {"status": "unavailable", "failing": {"storage": "FileNotFoundError"}})
