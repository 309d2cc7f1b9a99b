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
FORM = 3
ALGORITHMS = {"de": "german", "ru": "russian", "en": "english"}
WORD = re.compile(r"\w+", re.UNICODE)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
MAX_WORD = 60
# No word and no stem is this token.
BETWEEN = "n"
# Words of a corpus repeat: about as many as a large site has different ones.
CACHED_STEMS = 50_000
# A stemmer keeps the word it works on in itself, so that each thread needs its own.
_stemmers = local()


@lru_cache(CACHED_STEMS)
def _stem(word: str, language: str) -> str:
    """A Cyrillic word has the Russian stem in every language, and the stem of that: "Лаврова", "Лавров", "лавр"."""
    algorithm = "russian" if CYRILLIC.search(word) else ALGORITHMS.get(language, "english")
    own = vars(_stemmers)
    if algorithm not in own:
        own[algorithm] = snowballstemmer.stemmer(algorithm)
    stem = own[algorithm].stemWord(word)
    return own[algorithm].stemWord(stem) if algorithm == "russian" else stem


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
    tokens = [_tokens_of(word, language) for word in words(text)]
    # Words repeat within a text, too.
    different = set(tokens)
    stems = sorted({token for _folded_word, stem, _parts in different for token in stem})
    parts = sorted({token for _folded_word, _stem, part in different for token in part})
    return " ".join([*(token for folded, _stem, _parts in tokens for token in folded), *stems, *parts])


@lru_cache(CACHED_STEMS)
def _tokens_of(word: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Those of the word itself, of its stem, of its parts."""
    return tuple(word_tokens(word)), tuple(stem_tokens(word, language)), part_tokens(word, language)


def name_tokens(names: list[str], language: str) -> str:
    """Tokens of names, each between two of BETWEEN, so that no phrase runs on and a whole name is one; then stems."""
    parts = [words(name) for name in names]
    in_order = [" ".join(token for word in part for token in word_tokens(word)) for part in parts]
    stems = sorted({token for part in parts for word in part for token in stem_tokens(word, language)})
    return " ".join([BETWEEN, f" {BETWEEN} ".join(in_order), BETWEEN, *stems])
