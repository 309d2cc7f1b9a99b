"""SQLite FTS5: four weighted columns of tokens in a virtual table."""

from collections.abc import Mapping, Sequence

from .terms import TokenTerm

CREATE = "CREATE VIRTUAL TABLE search_tokens USING fts5(a, b, c, d, tokenize='ascii')"
DROP = "DROP TABLE search_tokens"
INSERT = "INSERT INTO search_tokens (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)"
DELETE = "DELETE FROM search_tokens WHERE rowid = %s"
JOIN = "JOIN search_tokens t ON t.rowid = d.id"
MATCH = "search_tokens MATCH %s"
# bm25 is the smaller the better; the sign is turned so that every engine's score grows with the match.
SCORE = "-bm25(search_tokens, 10.0, 8.0, 4.0, 1.0)"


def values(columns: Mapping[str, str]) -> list[str]:
    """The column values of INSERT."""
    return list(columns.values())


def expression(terms: Sequence[TokenTerm]) -> str:
    """The MATCH expression; tokens are plain ASCII letters and digits, so nothing needs escaping."""
    wanted = " AND ".join(_term(term) for term in terms if not term.excluded)
    return f"({wanted})" + "".join(f" NOT {_term(term)}" for term in terms if term.excluded)


def _term(term: TokenTerm) -> str:
    choices = [f'"{" ".join(term.phrase)}"']
    if term.stem:
        choices.append(f'"{term.stem}"')
    if term.prefix:
        choices.append(f'"{term.prefix}" *')
    return f"({' OR '.join(choices)})"
