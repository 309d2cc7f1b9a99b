"""A query's terms as tokens, the same for every database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.query import SearchQuery
from search.tokens import stem_tokens, word_tokens


@dataclass(frozen=True)
class TokenTerm:
    """The words as a phrase of folded tokens; `stem` and `prefix` only for single words."""

    phrase: tuple[str, ...]
    stem: str | None
    prefix: str | None
    excluded: bool


def token_terms(query: SearchQuery) -> tuple[TokenTerm, ...]:
    """Terms that have tokens; empty when nothing positive is left to look for."""
    terms = []
    for term in query.terms:
        phrase = tuple(token for word in term.words for token in word_tokens(word))
        if phrase:
            single = len(term.words) == 1
            stems = stem_tokens(term.words[0], query.locale) if single else []
            prefix = phrase[-1] if single and term.prefix else None
            terms.append(TokenTerm(phrase, stems[0] if stems else None, prefix, term.excluded))
    return tuple(terms) if any(not term.excluded for term in terms) else ()


def satisfied(terms: Sequence[TokenTerm], columns: Iterable[str]) -> bool:
    """Whether columns of tokens hold every term that is wanted and none that is excluded, as in the database."""
    padded = [f" {column} " for column in columns]
    return all(any(_stands_in(term, column) for column in padded) != term.excluded for term in terms)


def _stands_in(term: TokenTerm, column: str) -> bool:
    return (
        f" {' '.join(term.phrase)} " in column
        or bool(term.stem and f" {term.stem} " in column)
        or bool(term.prefix and f" {term.prefix}" in column)
    )
