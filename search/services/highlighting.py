"""Excerpts around what was found, as parts, so that templates mark and escape them themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.database.terms import TokenTerm
from search.tokens import stem_tokens, word_tokens

WORD_OR_GAP = re.compile(r"\w+|\W+", re.UNICODE)
EXCERPT_LENGTH = 220


@dataclass(frozen=True)
class Part:
    """A piece of an excerpt, marked when it matches."""

    text: str
    marked: bool


def excerpt(text: str, terms: Sequence[TokenTerm], language: str, length: int = EXCERPT_LENGTH) -> list[Part]:
    """About `length` characters around the first match, or the beginning when nothing matches."""
    pieces = [Part(piece, _matches(piece, terms, language)) for piece in WORD_OR_GAP.findall(text)]
    first = next((index for index, piece in enumerate(pieces) if piece.marked), 0)
    start = _start(pieces, first, length // 3)
    kept: list[Part] = []
    size = 0
    for piece in pieces[start:]:
        if size + len(piece.text) > length:
            break
        kept.append(piece)
        size += len(piece.text)
    if start:
        kept.insert(0, Part("… ", False))
    if start + len(kept) - bool(start) < len(pieces):
        kept.append(Part(" …", False))
    return _joined(kept)


def _matches(piece: str, terms: Sequence[TokenTerm], language: str) -> bool:
    if not piece.strip() or not re.match(r"\w", piece):
        return False
    found = set(word_tokens(piece))
    stems = set(stem_tokens(piece, language))
    return any(
        not term.excluded
        and (
            found & set(term.phrase)
            or (term.stem in stems if term.stem else False)
            or (any(token.startswith(term.prefix) for token in found) if term.prefix else False)
        )
        for term in terms
    )


def _start(pieces: Sequence[Part], first: int, before: int) -> int:
    """Where the excerpt begins: at a word, at most `before` characters ahead of the match."""
    size, start = 0, first
    while start > 0 and size + len(pieces[start - 1].text) <= before:
        start -= 1
        size += len(pieces[start].text)
    while start < first and not re.match(r"\w", pieces[start].text):
        start += 1
    return start


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Neighbouring parts of one kind as one."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].marked == part.marked:
            joined[-1] = Part(joined[-1].text + part.text, part.marked)
        else:
            joined.append(part)
    return joined
