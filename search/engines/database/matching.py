"""Clauses matched in memory, as the database matches them."""

from collections.abc import Collection

from search.questions import Alternative, Clause, Question


def satisfied(question: Question, columns: Collection[str]) -> bool:
    """Whether columns of tokens hold every clause of some group and none that is excluded."""
    padded = [f" {column} " for column in columns]
    return any(all(_stands(clause, padded) for clause in group) for group in question.groups) and not any(
        _stands(clause, padded) for clause in question.excluded
    )


def _stands(clause: Clause, columns: Collection[str]) -> bool:
    return any(_matches(alternative, column) for alternative in clause.alternatives for column in columns)


def _matches(alternative: Alternative, column: str) -> bool:
    if alternative.kind == "all":
        return all(f" {token} " in column for token in alternative.tokens)
    end = "" if alternative.kind == "prefix" else " "
    return f" {' '.join(alternative.tokens)}{end}" in column
