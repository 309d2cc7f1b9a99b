"""PostgreSQL: one tsvector of tokens with positions and weights, built here, so that no text parser interferes."""

from collections.abc import Mapping

from search.questions import Alternative, Clause, Question

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


def expression(question: Question) -> str:
    """The tsquery literal; tokens are plain ASCII letters and digits, so nothing needs escaping."""
    weights = "AB" if question.names_only else ""
    groups = " | ".join(f"({' & '.join(_clause(clause, weights) for clause in group)})" for group in question.groups)
    return f"({groups})" + "".join(f" & !{_clause(clause, '')}" for clause in question.excluded)


def _clause(clause: Clause, weights: str) -> str:
    return f"({' | '.join(_alternative(alternative, weights) for alternative in clause.alternatives)})"


def _alternative(alternative: Alternative, weights: str) -> str:
    if alternative.kind == "all":
        # All within one column, as in memory.
        columns = weights or "ABCD"
        return " | ".join(
            f"({' & '.join(_lexeme(token, column) for token in alternative.tokens)})" for column in columns
        )
    *first, last = alternative.tokens
    prefix = f"*{weights}" if alternative.kind == "prefix" else weights
    return f"({' <-> '.join([*(_lexeme(token, weights) for token in first), _lexeme(last, prefix)])})"


def _lexeme(token: str, label: str) -> str:
    return f"'{token}':{label}" if label else f"'{token}'"
