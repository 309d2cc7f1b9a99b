"""Excerpts around what was found, as parts, so that templates mark and escape them themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.questions import Question
from search.tokens import part_tokens, stem_tokens, word_tokens

WORD_OR_GAP, WORD = re.compile(r"\w+|\W+"), re.compile(r"\w")
EXCERPT_LENGTH = 220
# So many characters of a text are looked at.
MOST_READ = 30_000


@dataclass(frozen=True)
class Part:
    """A piece of an excerpt, marked when it matches."""

    text: str
    marked: bool


def excerpt(text: str, question: Question, language: str, length: int = EXCERPT_LENGTH) -> list[Part]:
    """About `length` characters around the first match, or the beginning when nothing matches."""
    wanted = _Wanted.of(question)
    pieces, first = _around(text, wanted, language, length)
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


def _around(text: str, wanted: "_Wanted", language: str, length: int) -> tuple[list[Part], int]:
    """(pieces until enough stands behind the first that is marked, its index): long documents are not read through."""
    pieces: list[Part] = []
    first, behind = None, 0
    for found in WORD_OR_GAP.finditer(text, 0, MOST_READ):
        pieces.append(Part(found[0], wanted.marks(found[0], language)))
        if first is None and pieces[-1].marked:
            first = len(pieces) - 1
        if first is not None:
            behind += len(found[0])
        if behind > length:
            break
    return pieces, first or 0


@dataclass(frozen=True)
class _Wanted:
    """Tokens that are marked, and beginnings of tokens."""

    tokens: frozenset[str]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, question: Question) -> "_Wanted":
        alternatives = {found for group in question.groups for clause in group for found in clause.alternatives}
        tokens = frozenset(token for alternative in alternatives for token in alternative.tokens)
        prefixes = tuple(alternative.tokens[-1] for alternative in alternatives if alternative.kind == "prefix")
        return cls(tokens, prefixes)

    def marks(self, piece: str, language: str) -> bool:
        if not WORD.match(piece):
            return False
        found = word_tokens(piece)
        return bool(
            self.tokens.intersection(found)
            or self.tokens.intersection(stem_tokens(piece, language))
            or self.tokens.intersection(part_tokens(piece, language))
            or any(token.startswith(self.prefixes) for token in found)
        )


def _start(pieces: Sequence[Part], first: int, before: int) -> int:
    """Where the excerpt begins: at a word, at most `before` characters ahead of the match."""
    size, start = 0, first
    while start > 0 and size + len(pieces[start - 1].text) <= before:
        start -= 1
        size += len(pieces[start].text)
    while start < first and not WORD.match(pieces[start].text):
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
