"""PostgreSQL: one tsvector of tokens with positions and weights, built here, so that no text parser interferes."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction

from search.questions import Alternative, Clause, Question

CREATE = (
    "CREATE TABLE search_tokens (document_id bigint PRIMARY KEY, vector tsvector NOT NULL);"
    "CREATE INDEX search_tokens_vector ON search_tokens USING gin (vector)"
)
DROP = "DROP TABLE search_tokens"
DELETE = "DELETE FROM search_tokens WHERE document_id IN ({})"
# Title, names and lead stand in a vector of their own, too, which is short: it is asked of every match.
HEAD = "d.head @@ %s::tsquery"
ANYWHERE = "d.id IN (SELECT document_id FROM search_tokens WHERE vector @@ %s::tsquery)"
RANK_OF_MATCH = "0"
# Between 0 and 1, from the long vectors: where many match, it is enough in which fields.
RANK = (
    "CASE WHEN (SELECT count(*) FROM m) > 500 THEN 0 ELSE (SELECT ts_rank('{0.1, 0.4, 0.8, 1.0}', t.vector, "
    "%s::tsquery, 1 | 32) FROM search_tokens t WHERE t.document_id = m.id) END"
)

# The planner does not know what it costs to read long vectors: left alone, it reads all of them for common words. What
# common words match fits into memory, and no search is worth compiling.
SETTINGS = {"enable_seqscan": "off", "jit": "off", "work_mem": "'64MB'"}
BEFORE = "".join(f"SET LOCAL {name} = {value};" for name, value in SETTINGS.items())
AFTER = "".join(f";SET LOCAL {name} TO DEFAULT" for name in SETTINGS)
SORT_KEY = "(SELECT sort_key FROM search_searchdocument s WHERE s.id = d.id)"
# Facets stand beside the tokens as texts of name and value.
BETWEEN_FACET_AND_VALUE = "\x1f"
KEPT_FOR_COUNTS = "d.facets,"
VALUES_OF_M = "(SELECT *, unnest(facets) AS pair FROM m) f"
EACH_VALUE = "pair"
NAMED_VALUE = 'split_part(pair, chr(31), 1) AS name, split_part(pair, chr(31), 2) COLLATE "C" AS value'
# Two slips in the middle of a word of eight letters leave as much in common.
SIMILAR = 0.2
MOST_SIMILAR = 100
# From this length on, one slip leaves trigrams in common, wherever it is.
TRIGRAMS_FROM = 6
TEXT = "D"
MAX_POSITION = 16383
MAX_POSITIONS_PER_TOKEN = 200


def insert(rows: Iterable[tuple[int, str, str]]) -> None:
    """Write rows of id and values()."""
    copy("search_tokens", ("document_id", "head", "vector"), rows)


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add rows of these columns to a table: one statement for any number, which need not be written as literals."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as sent:
        for row in rows:
            sent.write_row(row)


def values(columns: Mapping[str, str]) -> tuple[str, str]:
    """The tsvector literals of a row: the head, then everything."""
    places: dict[str, list[str]] = {}
    position = 0
    head = ""
    for weight, column in columns.items():
        if weight == TEXT:
            head = _literal(places)
        # A gap between columns, so that no phrase runs from one into the next.
        position = min(position + 2, MAX_POSITION)
        for token in column.split():
            if position < MAX_POSITION:
                position += 1
            found = places.setdefault(token, [])
            if len(found) < MAX_POSITIONS_PER_TOKEN:
                found.append(f"{position}{weight}")
    return head, _literal(places)


def _literal(places: Mapping[str, Sequence[str]]) -> str:
    return " ".join([f"'{token}':{','.join(found)}" for token, found in places.items()])


def expression(question: Question) -> str:
    """The tsquery literal; tokens are plain ASCII letters and digits, so nothing needs escaping."""
    weights = "AB" if question.names_only else ""
    groups = " | ".join(f"({' & '.join(_clause(clause, weights) for clause in group)})" for group in question.groups)
    return f"({groups})" + "".join(f" & !{_clause(clause, '')}" for clause in question.excluded)


def matches(question: Question) -> tuple[str, list[object]]:
    """What stands behind FROM: documents d that match."""
    column = "head" if question.names_only else "vector"
    found = f"(SELECT document_id AS id, * FROM search_tokens WHERE {column} @@ %s::tsquery) d"  # noqa: S608
    return found, [expression(question)]


def passed(name: str, values: Sequence[str]) -> tuple[str, list[object]]:
    """Whether a document d has any of the values of a facet."""
    return "d.facets && %s::text[]", [[f"{name}{BETWEEN_FACET_AND_VALUE}{value}" for value in values]]


def within(clause: Clause, columns: str) -> str:
    """The tsquery literal of a clause in some of the columns, in any without."""
    return _clause(clause, columns)


def together(clauses: Sequence[Clause], columns: str) -> str:
    """The same of every one of some clauses."""
    return " & ".join(within(clause, columns) for clause in clauses)


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


def learn(locale: str, words: Sequence[tuple[str, str]]) -> None:
    """Add (folded, written) words that are not in the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_words (locale, folded, written) SELECT %s, n.folded, n.written "
            "FROM unnest(%s::text[], %s::text[]) n (folded, written) "
            "WHERE NOT EXISTS (SELECT FROM search_words w WHERE w.locale = %s AND w.folded = n.folded)",
            [locale, [folded for folded, _written in words], [written for _folded, written in words], locale],
        )


def unlearn(locale: str, phrases: Mapping[str, Sequence[str]]) -> None:
    """Remove the folded words whose phrase of tokens stands in no document."""
    queries = [" <-> ".join(f"'{token}'" for token in tokens) for tokens in phrases.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_words w USING unnest(%s::text[], %s::tsquery[]) lost (folded, phrase) "
            "WHERE w.locale = %s AND w.folded = lost.folded AND NOT EXISTS (SELECT FROM search_tokens t "
            "JOIN search_searchdocument d ON d.id = t.document_id WHERE t.vector @@ lost.phrase AND d.locale = %s)",
            [list(phrases), queries, locale, locale],
        )


def known(locale: str, words: Sequence[str]) -> list[tuple[str, str]]:
    """(folded, written) of those of the folded words that are in the table."""
    with connection.cursor() as cursor:
        # Joined: "= ANY" would ask the index of trigrams for each of hundreds of words, which takes seconds.
        cursor.execute(
            "SELECT w.folded, min(w.written) FROM unnest(%s::text[]) n (folded) "
            "JOIN search_words w ON w.locale = %s AND w.folded = n.folded GROUP BY w.folded",
            [list(words), locale],
        )
        return cursor.fetchall()


def similar(locale: str, word: str, slips: int) -> list[tuple[str, str]] | None:
    """The most similar words by trigrams, as known() gives them; None where the server has no pg_trgm."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.rowcount == 0:
            return None
        cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {SIMILAR}")
        cursor.execute(
            "SELECT folded, min(written) FROM search_words WHERE folded %% %s AND locale = %s AND length(folded) "
            "BETWEEN %s AND %s GROUP BY folded ORDER BY similarity(folded, %s) DESC, folded LIMIT %s",
            [word, locale, len(word) - slips, len(word) + slips, word, MOST_SIMILAR],
        )
        return cursor.fetchall()
