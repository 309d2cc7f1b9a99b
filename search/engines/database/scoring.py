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
# Titles are in the reader's language; who wrote the name in another script means those that he sees it in first.
NAME_IN_TITLE = 10
TEXT = 1
# All words in title, names and lead: the page is about that, and does not only mention it.
TOGETHER = 5
# All that was typed stands side by side there.
ADJACENT = 8
EXACT_TITLE, EXACT_NAME = 20, 16

Piece = tuple[str, list[str]]


def score(question: Question, sql: ModuleType) -> Piece:
    """SQL with its parameters."""
    clauses = list(dict.fromkeys(clause for group in question.groups for clause in group))
    surely = len(question.groups) == 1
    pieces = [
        _exact(question.typed, sql),
        *_together(question, sql),
        *_adjacent(question, sql),
        *(_clause(clause, sql, surely=surely) for clause in clauses),
    ]
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


def about(question: Question) -> tuple[Clause, ...]:
    """The clauses that count more together; none where not all of them are wanted."""
    needed = question.groups[-1] if len(question.groups) <= 2 else ()
    return needed if len(needed) > 1 else ()


def _together(question: Question, sql: ModuleType) -> Iterator[Piece]:
    if clauses := about(question):
        yield f"CASE WHEN {sql.HEAD} THEN {TOGETHER} ELSE 0 END", [sql.together(clauses, "ABC")]


def in_a_row(question: Question) -> tuple[Alternative, ...]:
    """What was typed as one phrase, stop words left out; none of a single word, and none where words are left out."""
    firsts = [clause.alternatives[0] for clause in question.groups[0]] if len(question.groups) <= 2 else []
    tokens = tuple(token for first in firsts for token in first.tokens)
    if len(tokens) < 2 or any(first.kind == "all" for first in firsts):
        return ()
    return (Alternative("prefix" if firsts[-1].kind == "prefix" else "phrase", tokens),)


def _adjacent(question: Question, sql: ModuleType) -> Iterator[Piece]:
    if phrase := in_a_row(question):
        yield f"CASE WHEN {sql.HEAD} THEN {ADJACENT} ELSE 0 END", [sql.within(Clause(phrase), "ABC")]


def _clause(clause: Clause, sql: ModuleType, *, surely: bool) -> Piece:
    tiers = sorted(_tiers(clause, sql), key=lambda tier: -tier[2])
    cases = " ".join(f"WHEN {condition} THEN {points}" for condition, _found, points in tiers)
    parameters = [value for _condition, found, _points in tiers for value in found]
    beyond, otherwise = str(TEXT), []
    if not surely:
        beyond, otherwise = f"CASE WHEN {sql.ANYWHERE} THEN {TEXT} ELSE 0 END", [sql.within(clause, "")]
    sum_of = f"CASE WHEN NOT {sql.HEAD} THEN {beyond} {cases} ELSE {TEXT} END"
    if clause.weight != 1:
        sum_of = f"{clause.weight:.3f} * ({sum_of})"
    return sum_of, [sql.within(clause, "ABC"), *otherwise, *parameters]


def _tiers(clause: Clause, sql: ModuleType) -> Iterator[tuple[str, list[str], float]]:
    """(condition, its parameters, points) in any order."""
    whole = Clause(tuple(_whole(clause)))
    for column, points in WHOLE:
        yield sql.HEAD, [sql.within(whole, column)], points
    if whole != Clause(clause.alternatives):
        for column, points in BEGINNING:
            yield sql.HEAD, [sql.within(clause, column)], points
    if named := tuple(found for found in clause.alternatives if found.tokens[0] == BETWEEN):
        name = sql.within(Clause(named), "AB")
        yield sql.HEAD, [name], NAME
        yield f"{sql.HEAD} AND {sql.HEAD}", [name, sql.within(whole, "A")], NAME_IN_TITLE


def _whole(clause: Clause) -> Iterator[Alternative]:
    for found in clause.alternatives:
        yield Alternative("phrase", found.tokens) if found.kind == "prefix" else found
