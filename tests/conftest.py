"""Fixtures for all tests: a fresh copy of a migrated database per worker, a temporary media folder."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from pytest_django import DjangoDbBlocker

from tests.databases import (
    CACHE,
    SqliteDatabases,
    build_demo,
    build_whole_demo,
    databases_for,
    demo_sources,
    digest,
    forget_rows,
    migrate,
    migration_sources,
    site_sources,
)
from tests.factories.site import build_site

pytest_plugins = ["tests.search_server.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options that write what is now the case into files for review, and those that test more than every time."""
    parser.addoption("--renew-routes", action="store_true", help="write tests/contract/admin_routes.toml anew")
    parser.addoption("--renew-openapi", action="store_true", help="write tests/contract/openapi.json anew")
    parser.addoption("--cases", type=int, default=600, help="how many requests are made of the API's description")
    parser.addoption("--renew-looks", action="store_true", help="write tests/e2e/style_guide.json anew")
    parser.addoption("--held-out", action="store_true", help="judge the search by the held-out queries, too")
    parser.addoption("--lives", type=int, default=4, help="how many random lives of a site are lived per seed")


def pytest_collection_finish() -> None:
    """What is loaded by now stays loaded: the collector of cycles need not walk over all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


class Worker:
    """The database of this process, with the site most tests stand on, and whether a test has committed to it."""

    databases: SqliteDatabases | None = None
    migrated: str = ""
    template: str = ""
    stale: bool = False
    demos: ClassVar[dict[str, str]] = {}

    @classmethod
    def renew(cls) -> None:
        """Take a fresh copy of the database with its site."""
        cls.databases.use(cls.template)
        forget_rows()

    @classmethod
    def show_demo(cls, kind: str, build: Callable[[], None]) -> None:
        """Take a fresh copy of a demo's database and uploads; both are built once per state of the sources."""
        if kind not in cls.demos:
            name = f"{kind}-{digest(demo_sources())}"
            uploads = CACHE / f"{name}-{connection.vendor}.media"
            with override_settings(MEDIA_ROOT=uploads):
                cls.demos[kind] = cls.databases.template(name, build, base=cls.migrated)
            shutil.copytree(uploads, settings.MEDIA_ROOT, dirs_exist_ok=True)
        cls.databases.use(cls.demos[kind])
        forget_rows()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Iterator[None]:
    """Replaces pytest-django's: copy a template instead of migrating."""
    with django_db_blocker.unblock():
        Worker.databases = databases_for(tmp_path_factory.mktemp("database"), worker_id)
        Worker.migrated = Worker.databases.template(f"migrated-{digest(migration_sources())}", migrate)
        Worker.template = Worker.databases.template(f"site-{digest(site_sources())}", build_site, base=Worker.migrated)
        Worker.renew()
    yield
    with django_db_blocker.unblock():
        Worker.databases.drop()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """After a test that committed (live server, transactions), hand the next one a fresh copy."""
    if Worker.stale:
        Worker.renew()
        Worker.stale = False


@pytest.fixture(scope="session", autouse=True)
def _committed_rows_go_with_their_copy() -> Iterator[None]:
    """Django empties every table after a test that commits; a fresh copy of the database costs a tenth of that."""

    def leave_to_the_next_copy(test: TransactionTestCase) -> None:
        Worker.stale = True

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", leave_to_the_next_copy)
        yield


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What fixtures of a module write on top of this is there for all its tests; what a test writes is its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(transactional_db: None) -> None:
    """The demo as `manage.py demo` builds it, in a copy of its own; with a few pairs only."""
    Worker.show_demo("demo", build_demo)


@pytest.fixture
def whole_demo(transactional_db: None) -> None:
    """The demo with every pair, in a copy of its own; only for what is slow anyway."""
    Worker.show_demo("whole", build_whole_demo)


@pytest.fixture(scope="session", autouse=True)
def _media_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Uploads and renditions go to a temporary folder."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder
