"""How well a document matches, alike in every database: where its words stand, and whether it is called so.

Each clause counts by the best field that has it, whole words before beginnings; a title or name that is what was typed
counts beside it; the database's own rank decides among equals; the weight of the type multiplies.
"""

from collections.abc import Iterator, Sequence
from types import ModuleType

from search.questions import Alternative, Clause, Question
from search.tokens import BETWEEN

# Points by column for whole words and for words that begin so: title, names, lead; 1 for the text.
WHOLE = (("A", 8), ("B", 6), ("C", 3))
BEGINNING = (("A", 4), ("B", 3), ("C", 1.5))
# A name from end to end is more than a part of a longer one: "Sachsen" is not "Sachsen-Anhalt".
NAME = 9
TEXT = 1
EXACT_TITLE, EXACT_NAME = 20, 16

Piece = tuple[str, list[str]]


def score(question: Question, sql: ModuleType) -> Piece:
    """SQL with its parameters."""
    clauses = list(dict.fromkeys(clause for group in question.groups for clause in group))
    surely = len(question.groups) == 1
    pieces = [_exact(question.typed, sql), *(_clause(clause, sql, surely=surely) for clause in clauses)]
    written, parameters = zip(*pieces, strict=True)
    total = f"d.weight * ({' + '.join(written)}) + {sql.RANK_OF_MATCH}"
    return total, [value for values in parameters for value in values]


def _exact(typed: Sequence[str], sql: ModuleType) -> Piece:
    """A title or a name begins and ends with what was typed."""
    if not typed:
        return "0", []
    whole = Clause((Alternative("phrase", (BETWEEN, *typed, BETWEEN)),))
    found = [sql.within(whole, column) for column in "AB"]
    return f"CASE WHEN {sql.HEAD} THEN {EXACT_TITLE} WHEN {sql.HEAD} THEN {EXACT_NAME} ELSE 0 END", found


def _clause(clause: Clause, sql: ModuleType, *, surely: bool) -> Piece:
    whole = Clause(tuple(_whole(clause)))
    tiers = [(sql.within(whole, column), points) for column, points in WHOLE]
    if named := tuple(found for found in clause.alternatives if found.tokens[0] == BETWEEN):
        tiers.insert(0, (sql.within(Clause(named), "AB"), NAME))
    if whole != clause:
        tiers += [(sql.within(clause, column), points) for column, points in BEGINNING]
        tiers.sort(key=lambda tier: -tier[1])
    cases = " ".join(f"WHEN {sql.HEAD} THEN {points}" for _found, points in tiers)
    parameters = [sql.within(clause, "ABC"), *(found for found, _points in tiers)]
    if surely:
        return f"CASE WHEN NOT {sql.HEAD} THEN {TEXT} {cases} ELSE {TEXT} END", parameters
    found = f"CASE WHEN {sql.ANYWHERE} THEN {TEXT} ELSE 0 END"
    return f"CASE WHEN NOT {sql.HEAD} THEN {found} {cases} ELSE {TEXT} END", [
        parameters[0], sql.within(clause, ""), *parameters[1:],
    ]  # fmt: skip


def _whole(clause: Clause) -> Iterator[Alternative]:
    for found in clause.alternatives:
        yield Alternative("phrase", found.tokens) if found.kind == "prefix" else found
