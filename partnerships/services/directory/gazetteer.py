"""Places with all their names, found by the beginning of any word of any name in any script."""

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from cms.entities.folding import fold

from .rows import PlaceRow

WORD = re.compile(r"[^\W_]+")
# Before words as they are written, which stand beside the folded ones: "Sc" is no beginning of a folded "Schwerin".
WRITTEN = "="
LAST = chr(0x10FFFF)


class Name(NamedTuple):
    """One name of a place; `kind` is official, alias or former."""

    text: str
    folded: str
    kind: str
    language: str


Names = tuple[Name, ...]
# By which places are ordered: the sort key of the name shown, then the place's own key.
PlaceKey = tuple[bytes, str]


@dataclass(frozen=True)
class Gazetteer:
    """`places` and their `names` by key; `words` lead to keys, `sorted_words` are their order; never changed."""

    places: dict[str, PlaceRow] = field(default_factory=dict)
    names: dict[str, Names] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    sorted_words: list[str] = field(default_factory=list)

    @cached_property
    def order(self) -> list[PlaceKey]:
        """All places in the order of their names."""
        return sorted((place.sort_key, key) for key, place in self.places.items())

    def beginning_with(self, word: str) -> set[str]:
        """Keys of places with a name in which a word begins like this one, as it is written or in any spelling."""
        return self.starting(beginnings(word))

    def starting(self, prefixes: Iterable[str]) -> set[str]:
        """Keys of places with a name of which a word in the index starts in one of these ways."""
        return set().union(*(keys for prefix in prefixes for keys in self._between(prefix)))

    def with_places(self, places: Mapping[str, PlaceRow], names: Mapping[str, Names], gone: set[str]) -> "Gazetteer":
        """With places shown anew, names read anew, and some gone."""
        if not gone and not names and all(self.places.get(key) == place for key, place in places.items()):
            return self
        kept_places = {key: place for key, place in {**self.places, **places}.items() if key not in gone}
        new_names = {key: rows for key, rows in names.items() if key in kept_places and rows != self.names.get(key)}
        touched = gone | set(new_names)
        kept_names = {key: rows for key, rows in {**self.names, **new_names}.items() if key in kept_places}
        words, sorted_words = self._words_without(touched), list(self.sorted_words)
        fresh = index_of(new_names)
        for word, keys in fresh.items():
            words[word] = words.get(word, frozenset()) | keys
        if len(touched) * 20 > len(self.names):
            sorted_words = sorted(word for word, keys in words.items() if keys)
        else:
            _follow(sorted_words, self.words, words, self._words_of(touched) | set(fresh))
        return Gazetteer(kept_places, kept_names, {word: keys for word, keys in words.items() if keys}, sorted_words)

    def _between(self, prefix: str) -> Iterable[frozenset[str]]:
        start = bisect_left(self.sorted_words, prefix)
        # No letter comes after the last of all.
        end = bisect_left(self.sorted_words, prefix + LAST, start)
        return map(self.words.__getitem__, self.sorted_words[start:end])

    def _words_of(self, keys: Iterable[str]) -> set[str]:
        return {word for key in keys for name in self.names.get(key, ()) for word in words_of(name)}

    def _words_without(self, keys: set[str]) -> dict[str, frozenset[str]]:
        words = dict(self.words)
        for word in self._words_of(keys):
            words[word] -= keys
        return words


def beginnings(word: str) -> tuple[str, ...]:
    """How words in the index start that begin like this one, as it is written or in any spelling."""
    return tuple({WRITTEN + word, fold(word)} - {""})


def begins(name: Name, prefixes: tuple[str, ...]) -> bool:
    """Whether a word of the name starts in one of these ways."""
    return any(known.startswith(prefixes) for known in words_of(name))


def index_of(names: Mapping[str, Names]) -> dict[str, frozenset[str]]:
    """Keys of places by each word of their names."""
    found: dict[str, set[str]] = {}
    for key, rows in names.items():
        for word in {word for name in rows for word in words_of(name)}:
            found.setdefault(word, set()).add(key)
    return {word: frozenset(keys) for word, keys in found.items()}


def words_of(name: Name) -> set[str]:
    """The words under which a name is found: folded ones, and those of the text as it is written."""
    return {*name.folded.split(), *(WRITTEN + word for word in written_words(name.text))}


def written_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _follow(
    sorted_words: list[str], before: Mapping[str, object], after: Mapping[str, object], words: set[str]
) -> None:
    for word in words:
        had, has = bool(before.get(word)), bool(after.get(word))
        if had and not has:
            del sorted_words[bisect_left(sorted_words, word)]
        elif has and not had:
            insort(sorted_words, word)
