"""Tokens shared by every engine: folded words ("w...") and folded stems ("s..."), so that all match alike."""

import re
from functools import lru_cache
from threading import local

import snowballstemmer

from cms.entities.folding import fold

ALGORITHMS = {"de": "german", "ru": "russian", "en": "english"}
WORD = re.compile(r"\w+", re.UNICODE)
MAX_WORD = 60
# No word and no stem is this token.
BETWEEN = "n"
# Words of a corpus repeat: about as many as a large site has different ones.
CACHED_STEMS = 50_000
# A stemmer keeps the word it works on in itself, so that each thread needs its own.
_stemmers = local()


@lru_cache(CACHED_STEMS)
def _stem(word: str, algorithm: str) -> str:
    own = vars(_stemmers)
    if algorithm not in own:
        own[algorithm] = snowballstemmer.stemmer(algorithm)
    return own[algorithm].stemWord(word)


@lru_cache(CACHED_STEMS)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(fold(word).split())


def words(text: str) -> list[str]:
    """The words of a text as written, overlong ones cut."""
    return [word[:MAX_WORD] for word in WORD.findall(text)]


def word_tokens(word: str) -> list[str]:
    """The folded word as tokens, cut where it is overlong; usually one, several where folding splits it."""
    return [f"w{part}" for part in _folded(word[:MAX_WORD])]


def stem_tokens(word: str, language: str) -> list[str]:
    """The folded stem of a word in its language."""
    return [f"s{part}" for part in _folded(_stem(word[:MAX_WORD].lower(), ALGORITHMS.get(language, "english")))]


def text_tokens(text: str, language: str) -> str:
    """All tokens of a text: the words in order (phrases need it), then the stems."""
    found = words(text)
    in_order = [token for word in found for token in word_tokens(word)]
    stems = sorted({token for word in found for token in stem_tokens(word, language)})
    return " ".join([*in_order, *stems])


def name_tokens(names: list[str]) -> str:
    """Tokens of names, folded only, since a name has no stem in another language; no phrase runs into the next name."""
    return f" {BETWEEN} ".join(" ".join(token for word in words(name) for token in word_tokens(word)) for name in names)
