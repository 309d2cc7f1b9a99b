"""PostgreSQL: what a question costs does not grow with what it does not find; and no right is needed."""

import importlib
import logging
import secrets
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, connection
from django.utils import timezone

from search.engines.database import finding, postgresql, vocabulary
from search.models import SearchDocument
from search.query import SearchQuery
from search.questions import Question
from search.records import SearchRecord
from search.services.expanding import expand
from search.services.storing import write

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="plans of PostgreSQL"),
    pytest.mark.django_db,
]
migration = importlib.import_module("search.migrations.0005_search_words")
filling = importlib.import_module("search.migrations.0013_filled_beside_the_tokens")


def plan(text: str) -> str:
    question = Question((expand(SearchQuery(text, "de")).wanted,), "de", counted=("type",), typed=("wselten",))
    now = timezone.now()
    statement = finding.statement(question, now)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + "\n".join(statement.sql), statement.parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.slow
def test_nothing_is_read_through_for_a_word_that_few_have() -> None:
    SearchDocument.objects.bulk_create(
        SearchDocument(
            key=f"page:x{number}", type="news.article", locale="de", title="Seite", text=secrets.token_hex(900)
        )
        for number in range(10_000)
    )
    write([SearchRecord("page:y", "news.article", "de", "/", "Selten", facets={"type": ["news.article"]})])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert "Seq Scan on search_searchdocument" not in plan("selten")


def test_without_pg_trgm_one_slip_is_corrected_and_two_are_not() -> None:
    write([SearchRecord("page:y", "news.article", "de", "/", "Wolgograd")])
    assert [vocabulary.near("de", word) for word in ("volgogrod", "volgogrodt")] == [{"volgograd": "Wolgograd"}] * 2
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    assert postgresql.similar("de", "volgogrod", 2) is None
    assert [vocabulary.near("de", word) for word in ("volgogrod", "volgogrodt")] == [{"volgograd": "Wolgograd"}, {}]


def test_a_role_without_rights_migrates_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    class Refusing:
        connection = postgresql.connection

        def __init__(self) -> None:
            self.executed: list[str] = []

        def execute(self, statement: str) -> None:
            self.executed.append(statement)
            if "EXTENSION" in statement:
                raise ProgrammingError("permission denied to create extension")

    editor = Refusing()
    with caplog.at_level(logging.WARNING):
        migration.create(None, editor)
    assert "CREATE EXTENSION pg_trgm" in caplog.text
    assert editor.executed[0] == migration.POSTGRESQL


def test_rows_of_an_earlier_release_are_filled_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "PORTION", 2)
    titles = [f"Wolgograd {number}" for number in range(5)]
    write(SearchRecord(f"page:{title}", "news.article", "de", "/", title, facets={"topic": ["a"]}) for title in titles)
    bare = "SELECT count(*) FROM search_tokens WHERE locale IS NULL AND facets IS NULL"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_tokens DISABLE TRIGGER search_tokens_completed")
        cursor.execute("UPDATE search_tokens SET locale = NULL, facets = NULL")
        cursor.execute("ALTER TABLE search_tokens ENABLE TRIGGER search_tokens_completed")
        cursor.execute(bare)
        assert cursor.fetchone() == (5,)
        filling.fill(None, SimpleNamespace(connection=connection))
        cursor.execute(bare)
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT DISTINCT locale, facets FROM search_tokens")
        assert cursor.fetchall() == [("de", ["topic\x1fa"])]
