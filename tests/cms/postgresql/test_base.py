"""The backend on a real server: sessions that end are noticed, those that work are not asked, plans are kept."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db
STATEMENT = "SELECT %s::int, 'ä'::bytea, 'ä'::text, '2026-01-01 12:00+02'::timestamptz"


@pytest.fixture
def own() -> Iterator:
    """A connection beside the test's own, as a process of the site holds it."""
    if connection.vendor != "postgresql":
        pytest.skip("the backend of PostgreSQL")
    made = connection.copy()
    yield made
    made.close()


def request(own) -> int:
    """What a request does with the connection; the number of the session."""
    own.close_if_unusable_or_obsolete()
    with own.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [(session,)] = cursor.fetchall()
    own.close_if_unusable_or_obsolete()
    return session


def test_a_session_ended_between_two_requests_is_replaced(own):
    session = request(own)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [session])
        assert cursor.fetchall() == [(True,)]
    assert request(own) != session


def test_whether_a_connection_works_is_asked_after_a_pause_only(own, monkeypatch):
    asked = []
    monkeypatch.setattr(type(own), "is_usable", lambda self: bool(asked.append(self)) or True)
    sessions = [request(own) for _number in range(3)]
    assert (len(set(sessions)), len(asked)) == (1, 0)
    own.used_at -= 2
    request(own)
    request(own)
    assert asked == [own]


def test_fixed_statements_are_planned_once_for_all_values(own):
    for number in range(8):
        with own.prepared_cursor() as cursor:
            cursor.execute(STATEMENT, [number])
            assert cursor.fetchall() == [(number, "ä".encode(), "ä", datetime(2026, 1, 1, 10, tzinfo=UTC))]
    with own.cursor() as cursor:
        cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements")
        assert cursor.fetchall() == [(3, 0)]
