"""PostgreSQL: one tsvector of tokens with positions and weights, built here, so that no text parser interferes."""

from collections.abc import Mapping, Sequence

from .terms import TokenTerm

CREATE = (
    "CREATE TABLE search_tokens (document_id bigint PRIMARY KEY, vector tsvector NOT NULL);"
    "CREATE INDEX search_tokens_vector ON search_tokens USING gin (vector)"
)
DROP = "DROP TABLE search_tokens"
INSERT = "INSERT INTO search_tokens (document_id, vector) VALUES (%s, %s::tsvector)"
DELETE = "DELETE FROM search_tokens WHERE document_id = %s"
JOIN = "JOIN search_tokens t ON t.document_id = d.id"
MATCH = "t.vector @@ %s::tsquery"
SCORE = "ts_rank('{0.1, 0.4, 0.8, 1.0}', t.vector, %s::tsquery, 1)"

MAX_POSITION = 16383
MAX_POSITIONS_PER_TOKEN = 200


def values(columns: Mapping[str, str]) -> list[str]:
    """The tsvector literal of INSERT."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, column in columns.items():
        # A gap between columns, so that no phrase runs from one into the next.
        position = min(position + 2, MAX_POSITION)
        for token in column.split():
            position = min(position + 1, MAX_POSITION)
            found = places.setdefault(token, [])
            if len(found) < MAX_POSITIONS_PER_TOKEN:
                found.append(f"{position}{weight}")
    return [" ".join(f"'{token}':{','.join(found)}" for token, found in places.items())]


def expression(terms: Sequence[TokenTerm]) -> str:
    """The tsquery literal; tokens are plain ASCII letters and digits, so nothing needs escaping."""
    return " & ".join(f"{'!' if term.excluded else ''}{_term(term)}" for term in terms)


def _term(term: TokenTerm) -> str:
    phrase = " <-> ".join(f"'{token}'" for token in term.phrase)
    choices = [f"({phrase})"]
    if term.stem:
        choices.append(f"'{term.stem}'")
    if term.prefix:
        choices.append(f"'{term.prefix}':*")
    return f"({' | '.join(choices)})"
