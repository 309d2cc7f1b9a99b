"""German compounds and what they are made of: "Städtepartnerschaften" is of "Städte" and "Partnerschaft".

Split is only what the list of words allows, from end to end or behind a listed last part, so that no name of a place
comes apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

LIST = Path(__file__).with_name("data") / "compounds_de.txt"
LANGUAGE = "de"
SHORTEST, SHORTEST_FIRST_PART = 7, 3
# Words are indexed up to this length; whatever is longer is no compound of anybody's.
LONGEST = 60
MOST_PARTS = 4
CACHED_WORDS = 50_000
# As the word is compared: both ways to write without umlauts meet in the list.
TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ONE_LETTER = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
# What German nouns end with beside their dictionary form.
ENDINGS = ("", "e", "en", "n", "s", "es", "er", "ern", "innen", "in", "nen")


@dataclass(frozen=True)
class _Parts:
    """Words by the forms they have: as first parts, as last ones, and as last ones behind anything."""

    first: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    behind_anything: dict[str, str] = field(default_factory=dict)


def compound_parts() -> tuple[str, ...]:
    """Every word of the list and every form it takes as a first part, in order; for engines that split themselves."""
    return tuple(sorted({form for word, forms, _ends in _entries() for form in (word, *forms)}))


@lru_cache(CACHED_WORDS)
def split(word: str) -> tuple[tuple[str, str], ...]:
    """The parts as (form as it stands in the compound, dictionary form), lower-case; empty for what is no compound.

    A first part that is not listed is (form, ""): it stands there, but as no word of its own.
    """
    for letters in (TWO_LETTERS, ONE_LETTER):
        if parts := _split(word.lower().translate(letters)):
            return parts
    return ()


def _split(plain: str) -> tuple[tuple[str, str], ...]:
    if not SHORTEST <= len(plain) <= LONGEST or not plain.isalpha():
        return ()
    whole = next(_listed(plain, MOST_PARTS, _parts().last), ())
    if whole:
        return whole if len(whole) > 1 else ()
    for start in range(SHORTEST_FIRST_PART, len(plain) - 3):
        if behind := next(_listed(plain[start:], MOST_PARTS - 1, _parts().behind_anything), ()):
            return ((plain[:start], ""), *behind)
    return ()


def _listed(rest: str, most: int, last: dict[str, str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Ways to read the rest as listed parts, the fewest and longest first."""
    if rest in last:
        yield ((rest, last[rest]),)
    if most > 1:
        for end in range(len(rest) - 3, 2, -1):
            if first := _parts().first.get(rest[:end]):
                yield from (((rest[:end], first), *others) for others in _listed(rest[end:], most - 1, last))


@cache
def _entries() -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    lines = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")]
    return tuple((word, tuple(form for form in forms if form != "+"), "+" in forms) for word, *forms in lines)


@cache
def _parts() -> _Parts:
    parts = _Parts()
    for word, forms, ends_anything in _entries():
        for form in (word, *forms):
            for letters in (TWO_LETTERS, ONE_LETTER):
                written = form.translate(letters)
                parts.first.setdefault(written, word)
                for ending in ENDINGS:
                    parts.last.setdefault(written + ending, word)
                    if ends_anything:
                        parts.behind_anything.setdefault(written + ending, word)
    return parts
