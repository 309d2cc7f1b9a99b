"""One writer at a time, and changes of one transaction kept to be followed once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction
from wagtail.models import Site

# "content" in ASCII: any constant that no other advisory lock of the database uses.
LOCK = 0x636F6E74656E74

_inside: ContextVar[bool] = ContextVar("inside", default=False)


@dataclass
class Gathered:
    """What changed: dependency tags, pages to write (and whether a failure is contained), pages to render again.

    `contains` says that no failure of a page matters to the others; `inline`, how many are rendered again at once.
    """

    tags: set[str] = field(default_factory=set)
    written: dict[int, bool] = field(default_factory=dict)
    stale: dict[int, None] = field(default_factory=dict)
    contains: bool = False
    inline: int | None = None

    def add(self, page_id: int, contained: bool) -> None:
        """A page to write; one failure that matters to somebody matters."""
        self.written[page_id] = self.contains or (self.written.get(page_id, True) and contained)

    def forget(self) -> None:
        """What changed is undone."""
        for kept in (self.tags, self.written, self.stale):
            kept.clear()

    def __bool__(self) -> bool:
        return bool(self.tags or self.written or self.stale)


_gathered: ContextVar[Gathered | None] = ContextVar("gathered", default=None)


def take_turn() -> None:
    """Wait until no other transaction writes items; released when this one ends. SQLite has one writer anyway.

    Where sites begin is read anew: another process may have changed it, and the cache may be this process's own.
    """
    if _has_turn():
        return
    Site.clear_site_root_paths_cache()
    Site.get_site_root_paths()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if connection.in_atomic_block:
        transaction.on_commit(_turn_ends)


def _turn_ends() -> None:
    """Waits with the transaction for its end; forgotten, as the lock is, when the savepoint is undone."""


def _has_turn() -> bool:
    return any(callback is _turn_ends for _savepoints, callback, _robust in connection.run_on_commit)


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


def gathered() -> Gathered | None:
    """What is kept at present; None when everything is followed at once."""
    return _gathered.get()


@contextmanager
def keeping() -> Iterator[Gathered]:
    """Keep what changes inside, for the caller to follow up once before the transaction ends."""
    token = _gathered.set(Gathered())
    try:
        yield _gathered.get()
    finally:
        _gathered.reset(token)
