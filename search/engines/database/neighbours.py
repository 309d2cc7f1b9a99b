"""How far apart two folded words are, and which are near enough to be mistaken for one another."""

from collections.abc import Iterable
from string import ascii_lowercase

from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 4, 40
# From this length on, two slips still leave the word to be recognised.
LONG = 8


def reach(word: str) -> int:
    """How many slips a word may have: none where it is short or a number."""
    if not SHORTEST <= len(word) <= LONGEST or any(character.isdigit() for character in word):
        return 0
    return 2 if len(word) >= LONG else 1


def one_slip(word: str) -> list[str]:
    """Every word that one letter more, less, other or exchanged with its neighbour makes; and the word itself."""
    halves = [(word[:index], word[index:]) for index in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in halves if right}
    exchanged = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    other = {left + letter + right[1:] for left, right in halves if right for letter in ascii_lowercase}
    more = {left + letter + right for left, right in halves for letter in ascii_lowercase}
    return sorted({word} | fewer | exchanged | other | more)


def distance(word: str, candidate: str) -> tuple[int, bool]:
    """(slips, whether the first letter is another): what is smaller is nearer."""
    return OSA.distance(word, candidate), candidate[0] != word[0]


def ranked(word: str, candidates: Iterable[str]) -> list[str]:
    """Those within reach, the nearest first."""
    found = [(*distance(word, candidate), candidate) for candidate in set(candidates)]
    return [candidate for slips, _other_letter, candidate in sorted(found) if slips <= reach(word)]
