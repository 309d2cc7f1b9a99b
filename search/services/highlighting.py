"""Excerpts around what was found, as parts, so that templates mark and escape them themselves."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from search.questions import Question
from search.tokens import part_tokens, stem_tokens, word_tokens

WORD_OR_GAP, WORD = re.compile(r"\w+|\W+"), re.compile(r"\w")
CACHED_WORDS = 50_000
EXCERPT_LENGTH = 220
# The end of a line, and whether a sentence ends with it.
LINE_END = re.compile(r"(?P<ended>[.!?…:;,][»“”’\")\]]*)?\s*\n\s*")
BETWEEN = " · "
# Where a piece of the text in another language begins and ends, and which it is.
Foreign = tuple[int, int, str]
# So many characters of a text are looked at.
MOST_READ = 30_000


@dataclass(frozen=True)
class Part:
    """A piece of an excerpt, marked when it matches; `language` is empty when that is the reader's."""

    text: str
    marked: bool
    language: str = ""


def excerpt(
    text: str, question: Question, language: str, length: int = EXCERPT_LENGTH, foreign: Sequence[Foreign] = ()
) -> list[Part]:
    """About `length` characters around the first match, or the beginning when nothing matches."""
    wanted = _Wanted.of(question)
    pieces, first = _around(text, wanted, language, length)
    if foreign:
        pieces = list(_spoken(pieces, foreign))
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
        piece = found[0]
        if marked := wanted.marks(piece, language):
            first = len(pieces) if first is None else first
        pieces.append(Part(piece, marked))
        if first is not None:
            behind += len(piece)
            if behind > length:
                break
    return pieces, first or 0


def _spoken(pieces: Iterable[Part], foreign: Sequence[Foreign]) -> Iterator[Part]:
    """Each with its language; no piece stands in two."""
    position, ahead = 0, sorted(map(tuple, foreign), reverse=True)
    for piece in pieces:
        while ahead and ahead[-1][1] <= position:
            ahead.pop()
        begins, _ends, language = ahead[-1] if ahead else (position + 1, 0, "")
        yield replace(piece, language=language) if begins <= position else piece
        position += len(piece.text)


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
        found, others = _tokens(piece, language)
        return (
            not self.tokens.isdisjoint(found)
            or not self.tokens.isdisjoint(others)
            or any(token.startswith(self.prefixes) for token in found)
        )


@lru_cache(CACHED_WORDS)
def _tokens(word: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the word as it stands, those of its stem and its parts."""
    return word_tokens(word), (*stem_tokens(word, language), *part_tokens(word, language))


def _start(pieces: Sequence[Part], first: int, before: int) -> int:
    """Where the excerpt begins: at a word, at most `before` characters ahead of the match."""
    size, start = 0, first
    while start > 0 and size + len(pieces[start - 1].text) <= before:
        start -= 1
        size += len(pieces[start].text)
    while 0 < start < first and not WORD.match(pieces[start].text):
        start += 1
    return start


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Neighbouring parts of one kind as one; headings and labels do not run into what follows them."""
    alike = groupby(parts, key=lambda part: (part.marked, part.language))
    return [
        Part(LINE_END.sub(_gap, "".join(part.text for part in found)), marked, language)
        for (marked, language), found in alike
    ]


def _gap(line_end: re.Match[str]) -> str:
    return f"{line_end['ended']} " if line_end["ended"] else BETWEEN
