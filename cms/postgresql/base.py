"""Connections that are not asked over and over whether they work, and prepared statements for hot reads."""

import select
from time import monotonic

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from django.utils.asyncio import async_unsafe
from psycopg import Connection, Cursor, pq

# A connection that was used this many seconds ago and has been told nothing since is taken as working.
TRUSTED_FOR = 1.0


class PreparedCursor(Cursor):
    """Parameters are bound and plans kept by the server; values arrive as they are, not as text."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.format = pq.Format.BINARY


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; see the module."""

    used_at = float("-inf")

    def init_connection_state(self) -> None:
        """Plans are kept for any values: fixed SQL is written so that one plan is right for all of them."""
        super().init_connection_state()
        self.used_at = monotonic()
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan")

    @async_unsafe
    def prepared_cursor(self) -> CursorWrapper:
        """A cursor for fixed SQL that is asked often: from the fifth time on it is planned no more."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PreparedCursor(self.connection))

    def close_if_health_check_failed(self) -> None:
        """Django asks SELECT 1 at each request; here only after a pause, or when the socket has something to tell.

        What a server that stops or a terminated session leaves in the socket is seen without asking.
        """
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        if self._is_trusted():
            self.health_check_done = True
        else:
            super().close_if_health_check_failed()
        self.used_at = monotonic()

    def _is_trusted(self) -> bool:
        if monotonic() - self.used_at > TRUSTED_FOR or self.connection.closed:
            return False
        watched = select.poll()
        watched.register(self.connection.fileno(), select.POLLIN)
        return not watched.poll(0)
