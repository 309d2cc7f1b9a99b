"""SQLite FTS5: four weighted columns of tokens in a virtual table."""

from collections.abc import Mapping

from search.questions import Alternative, Clause, Question

CREATE = "CREATE VIRTUAL TABLE search_tokens USING fts5(a, b, c, d, tokenize='ascii')"
DROP = "DROP TABLE search_tokens"
INSERT = "INSERT INTO search_tokens (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)"
DELETE = "DELETE FROM search_tokens WHERE rowid = %s"
JOIN = "JOIN search_tokens t ON t.rowid = d.id"
MATCH = "search_tokens MATCH %s"
# bm25 is the smaller the better; the sign is turned so that every engine's score grows with the match.
SCORE = "-bm25(search_tokens, 10.0, 8.0, 4.0, 1.0)"
COLUMNS = "abcd"


def values(columns: Mapping[str, str]) -> list[str]:
    """The column values of INSERT."""
    return list(columns.values())


def expression(question: Question) -> str:
    """The MATCH expression; tokens are plain ASCII letters and digits, so nothing needs escaping."""
    groups = " OR ".join(f"({' AND '.join(map(_clause, group))})" for group in question.groups)
    wanted = f"{{a b}} : ({groups})" if question.names_only else f"({groups})"
    return wanted + "".join(f" NOT {_clause(clause)}" for clause in question.excluded)


def _clause(clause: Clause) -> str:
    return f"({' OR '.join(map(_alternative, clause.alternatives))})"


def _alternative(alternative: Alternative) -> str:
    if alternative.kind == "all":
        # All within one column, as in memory.
        together = " AND ".join(f'"{token}"' for token in alternative.tokens)
        return " OR ".join(f"({{{column}}} : ({together}))" for column in COLUMNS)
    phrase = f'"{" ".join(alternative.tokens)}"'
    return f"{phrase} *" if alternative.kind == "prefix" else phrase
