# ruff: noqa: S608 - every value is a parameter; fragments are constants of this module.
"""Titles and names from each of their words on, folded, for whoever types the beginning of one.

Found by the beginning alone, in an order that is known when they are written, so that nothing is ranked on asking.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import pairwise

from django.db import connection

from cms.content_store.models import ContentItem
from search.models import SearchDocument
from search.tokens import word_tokens, words

from . import postgresql

LONGEST = 60
# For so few letters, and so many are typed by everybody, names that begin with them are kept in order.
SHORT = (2, 3)
# A beginning that more have than are read is answered from those that come first in the alphabet.
MOST_READ = 20_000
# Of so many the best are told: some may not be public at the moment, some have several names that begin so.
MOST_BEGUN = 80
# Comes after every letter, digit and space.
BEYOND = "~"
ITEM, DOCUMENT = ContentItem._meta.db_table, SearchDocument._meta.db_table

CREATE = (
    (
        "CREATE TABLE search_names (document_id bigint NOT NULL, locale text NOT NULL, folded text {binary} NOT NULL, "
        "rank smallint NOT NULL, standing bigint NOT NULL)"
    ),
    "CREATE INDEX search_names_folded ON search_names (locale, folded, rank, standing, document_id)",
    *(
        f"CREATE INDEX search_names_of_{letters} ON search_names "
        f"(locale, substr(folded, 1, {letters}), rank, standing DESC, document_id DESC) WHERE rank < {{inner}}"
        for letters in SHORT
    ),
    "CREATE INDEX search_names_document ON search_names (document_id)",
)
COLUMNS = ("document_id", "locale", "folded", "rank", "standing")
DELETE = "DELETE FROM search_names WHERE document_id IN ({})"
READ = (
    "SELECT document_id, rank, standing FROM search_names WHERE locale = %s AND folded >= %s AND folded < %s "
    f"ORDER BY folded LIMIT {MOST_READ}"
)


class Rank(IntEnum):
    """How a name begins what it is the name of; the first is the best."""

    TITLE = 0
    OWN_NAME = 1
    INSIDE_TITLE = 2
    SHOWN_NAME = 3


def creation(*, is_postgresql: bool) -> list[str]:
    """The statements that create the table."""
    binary = 'COLLATE "C"' if is_postgresql else ""
    return [statement.format(binary=binary, inner=Rank.INSIDE_TITLE.value) for statement in CREATE]


def folded(text: str) -> list[str]:
    """The folded words of a text."""
    return [token[1:] for word in words(text) for token in word_tokens(word)]


def entries(document: SearchDocument) -> list[tuple[str, int]]:
    """(folded name from a word on, rank) of every name, but for those by which a better one is found, too."""
    found: dict[str, int] = {}
    own = Rank.OWN_NAME if document.page_id is None else Rank.SHOWN_NAME
    named = [(document.title, Rank.TITLE, Rank.INSIDE_TITLE)]
    named += [(name, own, own) for name in document.names.split("\n")]
    for name, first, inner in named:
        parts = folded(name)
        for start in range(len(parts)):
            text = " ".join(parts[start:])[:LONGEST]
            found[text] = min(found.get(text, Rank.SHOWN_NAME), inner if start else first)
    ordered = sorted(found.items())
    superfluous = {text for (text, rank), (other, best) in pairwise(ordered) if other.startswith(text) and best <= rank}
    return [(text, rank) for text, rank in ordered if text not in superfluous]


def standing(document: SearchDocument) -> int:
    """Among names of one rank the greater stands first: things before pages, then by weight, then the younger."""
    day = document.date.toordinal() if document.date else 0
    return (document.page_id is None) * 10**12 + round(document.weight * 1_000) * 10**7 + day


def write(documents: Iterable[SearchDocument]) -> None:
    """Add the names of documents that have none in the table."""
    rows = [
        (document.pk, document.locale, text, int(rank), standing(document))
        for document in documents
        for text, rank in entries(document)
    ]
    if not rows:
        return
    if connection.vendor == "postgresql":
        postgresql.copy("search_names", COLUMNS, rows)
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO search_names ({', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s)", rows)


def begun(parts: Sequence[str], locale: str, now: object, limit: int) -> list[int]:
    """Ids of public documents with a name that begins with the folded words, the best first.

    Where too few have them together, those of which each word begins some name follow. At most three queries.
    """
    text = " ".join(parts)[:LONGEST]
    asked = [_among_short(text, locale)] if len(text) in SHORT else []
    asked.append(_together(text, locale))
    if len(parts) > 1:
        asked.append(_apart(parts, locale))
    found: dict[int, None] = {}
    for sql, parameters in asked:
        found |= dict.fromkeys(_public(sql, parameters, locale, now, limit))
        if len(found) >= limit:
            break
    return list(found)[:limit]


Asked = tuple[str, list[object]]


def _among_short(text: str, locale: str) -> Asked:
    sql = (
        "SELECT document_id, rank, standing FROM search_names WHERE locale = %s "
        f"AND substr(folded, 1, {len(text)}) = %s AND rank < {Rank.INSIDE_TITLE.value} "
        f"ORDER BY rank, standing DESC, document_id DESC LIMIT {MOST_BEGUN}"
    )
    return sql, [locale, text]


def _together(text: str, locale: str) -> Asked:
    sql = (
        f"SELECT document_id, rank, standing FROM ({READ}) begun "
        f"ORDER BY rank, standing DESC, document_id DESC LIMIT {MOST_BEGUN}"
    )
    return sql, [locale, text, text + BEYOND]


def _apart(parts: Sequence[str], locale: str) -> Asked:
    """The longest word tells most, and is read; the others are looked up."""
    longest, *others = sorted(parts, key=len, reverse=True)
    has = "AND EXISTS (SELECT 1 FROM search_names o WHERE o.document_id = n.document_id AND o.folded BETWEEN %s AND %s)"
    sql = (
        f"SELECT document_id, rank, standing FROM ({READ}) n WHERE 1 = 1 {has * len(others)} "
        f"ORDER BY rank, standing DESC, document_id DESC LIMIT {MOST_BEGUN}"
    )
    return sql, [locale, longest, longest + BEYOND, *(end for word in others for end in (word, word + BEYOND))]


def _public(sql: str, parameters: Sequence[object], locale: str, now: object, limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id FROM ({sql}) n JOIN {DOCUMENT} d ON d.id = n.document_id "
            f"LEFT JOIN {ITEM} i ON i.page_id = d.page_id "
            "WHERE d.locale = %s AND (d.page_id IS NULL OR i.public) "
            "AND (d.visible_from IS NULL OR d.visible_from <= %s) AND (d.expires_at IS NULL OR d.expires_at > %s) "
            "GROUP BY d.id, n.standing ORDER BY min(n.rank), n.standing DESC, d.id DESC LIMIT %s",
            [*parameters, locale, now, now, limit],
        )
        return [pk for (pk,) in cursor.fetchall()]
