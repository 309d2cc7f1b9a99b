"""Writing and matching of tokens in whichever database is configured."""

from collections.abc import Sequence
from types import ModuleType

from django.db import connection

from search.models import SearchDocument
from search.profiles import called
from search.tokens import name_tokens, text_tokens, title_tokens

from . import names, postgresql, sqlite


def dialect() -> ModuleType:
    """The SQL of the configured database."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def columns(document: SearchDocument) -> dict[str, str]:
    """The tokens of each weighted column: title; names; lead, and what the type is called; text."""
    return {
        "A": title_tokens(document.title, document.locale),
        "B": name_tokens(document.names.split("\n"), document.locale),
        "C": text_tokens(f"{document.lead} {called(document.type, document.locale)}", document.locale),
        "D": text_tokens(document.text, document.locale),
    }


def write(document: SearchDocument) -> None:
    """Put the document's tokens and names into the index, replacing what stood under its id."""
    erase([document.pk])
    _insert(document)
    names.write([document])


def write_tokens(document: SearchDocument) -> None:
    """The same without names."""
    _delete(dialect().DELETE, [document.pk])
    _insert(document)


def erase(document_ids: Sequence[int]) -> None:
    """Remove documents from the index; unknown ids are ignored."""
    _delete(dialect().DELETE, document_ids)
    _delete(names.DELETE, document_ids)


def _insert(document: SearchDocument) -> None:
    sql = dialect()
    with connection.cursor() as cursor:
        cursor.execute(sql.INSERT, [document.pk, *sql.values(columns(document))])


def _delete(statement: str, document_ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(pk,) for pk in document_ids])
