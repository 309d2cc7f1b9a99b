"""Test databases: filled once per state of the sources, then copied for each worker in well under a second."""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from wagtail.models import Site

# What the worker does after a change, done with it: the admin's own search index, for example.
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHE = settings.BASE_DIR / ".cache" / "databases"


def migrate() -> None:
    """Fill an empty database as a new installation has it."""
    call_command("migrate", verbosity=0)


def build_demo() -> None:
    """Fill a migrated database as `manage.py demo` leaves it."""
    with override_settings(TASKS=AT_ONCE):
        call_command("demo", verbosity=0)


def build_whole_demo() -> None:
    """The same with every pair, as visitors meet it."""
    with override_settings(CMS_PLUGIN_SETTINGS={}):
        build_demo()


def site_sources() -> list[Path]:
    """Every file that decides what build_site() makes."""
    return [*migration_sources(), *demo_sources(), settings.BASE_DIR / "tests" / "factories" / "site.py"]


def demo_sources() -> list[Path]:
    """Every file of ours that decides what the demo is: code, content, catalogues."""
    folders = [settings.BASE_DIR / name for name in ("cms", "search", *settings.CMS_PLUGINS)]
    found = (folder.rglob(f"*.{ending}") for folder in folders for ending in ("py", "toml", "csv", "mo"))
    return [*(path for paths in found for path in sorted(paths)), Path(__file__)]


def migration_sources() -> list[Path]:
    """Every file that decides what `migrate` makes."""
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    return [
        *(path for folder in folders for path in sorted(folder.glob("*.py"))),
        *sorted((settings.BASE_DIR / "cms" / "settings").glob("*.py")),
        Path(__file__),
    ]


def digest(sources: Iterable[Path]) -> str:
    """A key that changes with the name or the text of any of the files."""
    value = hashlib.sha256()
    for path in sources:
        value.update(path.name.encode())
        value.update(path.read_bytes())
    return value.hexdigest()[:16]


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Keep parallel workers from filling the same template twice."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteDatabases:
    """One file per template in the cache folder and one per worker in its temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder / "database.sqlite3")

    def template(self, name: str, fill: Callable[[], object], base: str = "") -> str:
        """The file of a filled template, begun as a copy of `base`; made when it is missing."""
        file = CACHE / f"{name}.sqlite3"
        with only_one(name):
            if not file.exists():
                fresh = file.with_suffix(".new")
                fresh.unlink(missing_ok=True)
                if base:
                    shutil.copyfile(base, fresh)
                self.connect_to(str(fresh))
                fill()
                connections.close_all()
                # One file without a journal beside it, so that a copy of it is complete.
                with closing(sqlite3.connect(fresh)) as plain:
                    plain.execute("PRAGMA journal_mode=DELETE")
                fresh.rename(file)
        return str(file)

    def use(self, template: str) -> None:
        """Point the connection at a fresh copy of the template."""
        connections.close_all()
        for suffix in ("-wal", "-shm"):
            Path(self.name + suffix).unlink(missing_ok=True)
        # A file of its own: a thread of the live server may still hold the one before it.
        fresh = shutil.copyfile(template, f"{self.name}.fresh")
        Path(fresh).replace(self.name)
        self.connect_to(self.name)

    def connect_to(self, name: str) -> None:
        """Let Django's default connection lead to another file."""
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name

    def drop(self) -> None:
        """Close; the temporary folder goes with the session."""
        connections.close_all()


class PostgresDatabases(SqliteDatabases):
    """The same on a PostgreSQL server: CREATE DATABASE ... TEMPLATE."""

    def __init__(self, worker: str) -> None:
        self.origin = connection.settings_dict["NAME"]
        self.name = f"test_{self.origin}_{worker}"

    def template(self, name: str, fill: Callable[[], object], base: str = "") -> str:
        """The name of a filled template database, begun as a copy of `base`; made when it is missing."""
        database = f"test_{self.origin}_{name.replace('-', '_')}"
        with only_one(name):
            if not self.run("SELECT 1 FROM pg_database WHERE datname = %s", database):
                fresh = f"{database}_new"
                self.run(f'DROP DATABASE IF EXISTS "{fresh}" WITH (FORCE)')
                self.run(f'CREATE DATABASE "{fresh}" TEMPLATE "{base or "template1"}"')
                self.connect_to(fresh)
                fill()
                connections.close_all()
                self.run(f'ALTER DATABASE "{fresh}" RENAME TO "{database}"')
        return database

    def use(self, template: str) -> None:
        """Point the connection at a fresh copy of the template."""
        self.drop()
        self.run(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        self.connect_to(self.name)

    def drop(self) -> None:
        """Remove the worker's database."""
        connections.close_all()
        self.run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def run(self, statement: str, *parameters: str) -> list[tuple]:
        """Execute one statement on the server's maintenance database."""
        server = {**connection.get_connection_params(), "dbname": "postgres", "context": None}
        for django_only in ("cursor_factory", "context", "client_encoding"):
            server.pop(django_only, None)
        with psycopg.connect(**server, autocommit=True) as maintenance:
            cursor = maintenance.execute(statement, parameters or None)
            return cursor.fetchall() if cursor.description else []


def databases_for(folder: Path, worker: str) -> SqliteDatabases:
    """The databases of one test worker, of the kind DATABASE_URL names."""
    return SqliteDatabases(folder) if connection.vendor == "sqlite" else PostgresDatabases(worker)


def forget_rows() -> None:
    """Drop what the process remembers of rows that a fresh copy may number differently."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()
