"""Writing and matching of tokens in whichever database is configured."""

from collections.abc import Iterable, Iterator, Sequence
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
    return _columns(document, called(document.type, document.locale))


def columns_of(documents: Iterable[SearchDocument]) -> Iterator[dict[str, str]]:
    """The same of many, in their order."""
    words: dict[tuple[str, str], str] = {}
    for document in documents:
        kind = document.type, document.locale
        if kind not in words:
            words[kind] = called(*kind)
        yield _columns(document, words[kind])


def _columns(document: SearchDocument, words: str) -> dict[str, str]:
    return {
        "A": title_tokens(document.title, document.locale),
        "B": name_tokens(document.names.split("\n"), document.locale),
        "C": text_tokens(f"{document.lead} {words}", document.locale),
        "D": text_tokens(document.text, document.locale),
    }


def write(documents: Sequence[SearchDocument]) -> None:
    """Put the documents' tokens and names into the index, replacing what stood under their ids."""
    write_tokens(documents)
    _erase(names.DELETE, [document.pk for document in documents])
    names.write(documents)


def write_tokens(documents: Sequence[SearchDocument]) -> None:
    """The same without names."""
    sql = dialect()
    _erase(sql.DELETE, [document.pk for document in documents])
    made = zip(documents, columns_of(documents), strict=True)
    sql.insert([(document.pk, *sql.values(columns)) for document, columns in made])


def erase(document_ids: Sequence[int]) -> None:
    """Remove documents from the index; unknown ids are ignored."""
    _erase(dialect().DELETE, document_ids)
    _erase(names.DELETE, document_ids)


def _erase(statement: str, document_ids: Sequence[int]) -> None:
    places = ", ".join(["%s"] * len(document_ids))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(places), document_ids)
