"""One writer at a time, and changes of one transaction told once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from wagtail.models import Site

# "content" in ASCII: any constant that no other advisory lock of the database uses.
LOCK = 0x636F6E74656E74

_inside: ContextVar[bool] = ContextVar("inside", default=False)
_collected: ContextVar[set[str] | None] = ContextVar("collected", default=None)


def take_turn() -> None:
    """Wait until no other transaction writes items; released when this one ends. SQLite has one writer anyway.

    Where sites begin is read anew: another process may have changed it, and the cache may be this process's own.
    """
    Site.clear_site_root_paths_cache()
    Site.get_site_root_paths()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction (or part of one) in which what is read afterwards cannot be overtaken by another writer."""
    with transaction.atomic():
        if _inside.get():
            yield
            return
        take_turn()
        token = _inside.set(True)
        try:
            yield
        finally:
            _inside.reset(token)


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Keep the tags that `touch` is told inside, for the caller to follow up once before the transaction ends."""
    token = _collected.set(set())
    try:
        yield _collected.get()
    finally:
        _collected.reset(token)


def collect(tags: set[str]) -> bool:
    """Keep tags for later; False when nobody collects."""
    collected = _collected.get()
    if collected is None:
        return False
    collected.update(tags)
    return True
