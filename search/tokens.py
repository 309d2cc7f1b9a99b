"""Tokens shared by every engine, so that all match alike.

Folded words ("w..."), folded stems ("s..."), and folded stems of what compounds are made of ("c...").
"""

import re
from functools import lru_cache
from threading import local

import snowballstemmer

from cms.entities.folding import fold

from . import compounds

# Changes when the same text gets other tokens, so that documents are written anew.
FORM = 4
# Words of a language that is not named here stand for themselves alone.
ALGORITHMS = {"de": "german", "ru": "russian", "en": "english", "pl": "polish"}
WORD = re.compile(r"\w+", re.UNICODE)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
MAX_WORD = 60
# No word and no stem is this token; it stands before, between and behind names.
BETWEEN = "n"
# Words of a corpus repeat: about as many as a large site has different ones.
CACHED_STEMS = 50_000
# A stemmer keeps the word it works on in itself, so that each thread needs its own. They are compiled ones where
# PyStemmer is installed, which stem alike.
_stemmers = local()


@lru_cache(CACHED_STEMS)
def _stem(word: str, language: str) -> str:
    """A Cyrillic word has the Russian stem in every language, and the stem of that: "Лаврова", "Лавров", "лавр"."""
    algorithm = "russian" if CYRILLIC.search(word) else ALGORITHMS.get(language)
    if algorithm is None:
        return word
    own = vars(_stemmers)
    if algorithm not in own:
        own[algorithm] = snowballstemmer.stemmer(algorithm)
    stem = own[algorithm].stemWord(word)
    return own[algorithm].stemWord(stem) if algorithm == "russian" else stem


@lru_cache(CACHED_STEMS)
def _folded(word: str) -> tuple[str, ...]:
    parts = fold(word).split()
    # One letter again and again is no single one: "III" is not "I", "AA" not "a", "kkkk" nothing.
    if len(word) > 1 and len(parts) == 1 and len(parts[0]) == 1 and len(set(word.lower())) == 1:
        return (parts[0] * len(word),)
    return tuple(parts)


def words(text: str) -> list[str]:
    """The words of a text as written, overlong ones cut."""
    return [word[:MAX_WORD] for word in WORD.findall(text)]


@lru_cache(CACHED_STEMS)
def word_tokens(word: str) -> tuple[str, ...]:
    """The folded word as tokens, cut where it is overlong; usually one, several where folding splits it."""
    return tuple(f"w{part}" for part in _folded(word[:MAX_WORD]))


def stem_tokens(word: str, language: str) -> list[str]:
    """The folded stem of a word in its language."""
    return [f"s{part}" for part in _folded(_stem(word[:MAX_WORD].lower(), language))]


@lru_cache(CACHED_STEMS)
def part_tokens(word: str, language: str) -> tuple[str, ...]:
    """The folded stems of the words that a compound is made of, alone and in their order together."""
    parts = compounds.split(word) if language == compounds.LANGUAGE else ()
    found = set()
    for start in range(len(parts)):
        before = ""
        for end, (form, base) in enumerate(parts[start:], start + 1):
            # The whole word has its own stem.
            if not base or end - start == len(parts):
                break
            found.update(part_of(f"{before}{base}", language))
            before += form
    return tuple(sorted(found))


def part_of(word: str, language: str) -> list[str]:
    """The tokens by which a word is found as a part of compounds."""
    return [f"c{token[1:]}" for token in stem_tokens(word, language)] if language == compounds.LANGUAGE else []


def text_tokens(text: str, language: str) -> str:
    """All tokens of a text: the words in order (phrases need it), then the stems and the parts."""
    found = words(text)
    return " ".join([*_in_order(found), *_unordered(found, language)])


def title_tokens(title: str, language: str) -> str:
    """The same of a title, its words between boundaries as those of a name."""
    found = words(title)
    return " ".join([BETWEEN, *_in_order(found), BETWEEN, *_unordered(found, language)])


def _in_order(found: list[str]) -> list[str]:
    return [token for word in found for token in word_tokens(word)]


def _unordered(found: list[str], language: str) -> list[str]:
    # Words repeat within a text, too.
    different = {_other_tokens(word, language) for word in set(found)}
    stems = {token for stem, _parts in different for token in stem}
    parts = {token for _stem, part in different for token in part}
    return [*sorted(stems), *sorted(parts)]


@lru_cache(CACHED_STEMS)
def _other_tokens(word: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the word's stem, of its parts."""
    return tuple(stem_tokens(word, language)), part_tokens(word, language)


def name_tokens(names: list[str], language: str) -> str:
    """Tokens of names, each between two of BETWEEN, so that no phrase runs on and a whole name is one; then stems."""
    written = [BETWEEN]
    for name in names:
        written += [*_in_order(words(name)), BETWEEN]
    stems = sorted({token for name in names for word in words(name) for token in stem_tokens(word, language)})
    return " ".join([*written, *stems])
