"""SQLite FTS5: four weighted columns of tokens in a virtual table."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from search.questions import Alternative, Clause, Question

CREATE = "CREATE VIRTUAL TABLE search_tokens USING fts5(a, b, c, d, tokenize='ascii')"
DROP = "DROP TABLE search_tokens"
INSERT = "INSERT INTO search_tokens (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)"
DELETE = "DELETE FROM search_tokens WHERE rowid IN ({})"
HEAD = ANYWHERE = "t.rowid IN (SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s)"
# bm25 is 0 or less, the better the less; between 0 and 1 it only decides among equals.
RANK_OF_MATCH = "bm25(search_tokens, 10.0, 8.0, 4.0, 1.0) / (bm25(search_tokens, 10.0, 8.0, 4.0, 1.0) - 1)"
RANK = "0"
BEFORE = AFTER = ""
SORT_KEY = "d.sort_key"
# What counting facets needs of each match, and how it reads their values.
KEPT_FOR_COUNTS = ""
VALUES_OF_M = "m JOIN search_searchfacet f ON f.document_id = m.id AND substr(f.name, 1, 1) <> '_'"
EACH_VALUE = "f.name, f.value"
NAMED_VALUE = "f.name AS name, f.value AS value"
COLUMNS = "abcd"
MOST_SIMILAR = 100
# Trigrams of whole words only: slips in the middle leave none of them in common but in long words.
TRIGRAMS_FROM = 12


def insert(rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows of id and values()."""
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)


def values(columns: Mapping[str, str]) -> tuple[str, ...]:
    """The columns of a row."""
    return tuple(columns.values())


def expression(question: Question) -> str:
    """The MATCH expression; tokens are plain ASCII letters and digits, so nothing needs escaping."""
    groups = " OR ".join(f"({' AND '.join(map(_clause, group))})" for group in question.groups)
    wanted = f"{{a b}} : ({groups})" if question.names_only else f"({groups})"
    return wanted + "".join(f" NOT {_clause(clause)}" for clause in question.excluded)


def matches(question: Question) -> tuple[str, list[object]]:
    """What stands behind FROM: documents d that match, with their tokens t.

    CROSS JOIN: the tokens first, or the index would be asked for each document of the language alone.
    """
    found = "search_tokens t CROSS JOIN search_searchdocument d ON d.id = t.rowid AND search_tokens MATCH %s"
    return found, [expression(question)]


def passed(name: str, values: Sequence[str]) -> tuple[str, list[object]]:
    """Whether a document d has any of the values of a facet."""
    places = ", ".join(["%s"] * len(values))
    found = f"d.id IN (SELECT document_id FROM search_searchfacet WHERE name = %s AND value IN ({places}))"  # noqa: S608
    return found, [name, *values]


def within(clause: Clause, columns: str) -> str:
    """The MATCH expression of a clause in some of the columns, in any without."""
    return f"{{{' '.join(columns.lower() or COLUMNS)}}} : {_clause(clause)}"


def together(clauses: Sequence[Clause], columns: str) -> str:
    """The same of every one of some clauses."""
    return " AND ".join(f"({within(clause, columns)})" for clause in clauses)


def _clause(clause: Clause) -> str:
    return f"({' OR '.join(map(_alternative, clause.alternatives))})"


def _alternative(alternative: Alternative) -> str:
    if alternative.kind == "all":
        # All within one column, as in memory.
        together = " AND ".join(f'"{token}"' for token in alternative.tokens)
        return " OR ".join(f"({{{column}}} : ({together}))" for column in COLUMNS)
    phrase = f'"{" ".join(alternative.tokens)}"'
    return f"{phrase} *" if alternative.kind == "prefix" else phrase


def learn(locale: str, words: Sequence[tuple[str, str]]) -> None:
    """Add (folded, written) words that are not in the table."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR IGNORE INTO search_words (locale, folded, written) VALUES (%s, %s, %s)",
            [(locale, folded, written) for folded, written in words],
        )


def unlearn(locale: str, phrases: Mapping[str, Sequence[str]]) -> None:
    """Remove the folded words whose phrase of tokens stands in no document."""
    with connection.cursor() as cursor:
        for folded, tokens in phrases.items():
            cursor.execute(
                "DELETE FROM search_words WHERE locale = %s AND folded = %s AND NOT EXISTS "
                "(SELECT 1 FROM search_tokens t JOIN search_searchdocument d ON d.id = t.rowid "
                "WHERE search_tokens MATCH %s AND d.locale = %s)",
                [locale, folded, f'"{" ".join(tokens)}"', locale],
            )


def known(locale: str, words: Sequence[str]) -> list[tuple[str, str]]:
    """(folded, written) of those of the folded words that are in the table."""
    places = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT folded, written FROM search_words WHERE locale = %s AND folded IN ({places})",  # noqa: S608
            [locale, *words],
        )
        return cursor.fetchall()


def similar(locale: str, word: str, slips: int) -> list[tuple[str, str]]:
    """The most similar words by trigrams, as known() gives them."""
    trigrams = {word[start : start + 3] for start in range(len(word) - 2)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.folded, w.written FROM search_word_trigrams t JOIN search_words w ON w.id = t.rowid "
            "WHERE search_word_trigrams MATCH %s AND w.locale = %s AND length(w.folded) BETWEEN %s AND %s "
            "ORDER BY rank, w.folded LIMIT %s",
            [
                " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams)),
                locale, len(word) - slips, len(word) + slips, MOST_SIMILAR,
            ],
        )  # fmt: skip
        return cursor.fetchall()
