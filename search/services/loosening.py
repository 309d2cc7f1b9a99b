"""Compounds that no list knows, as words of what can be found: "Datenschutzhinweise" has "Datenschutz"."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from cms.entities.folding import fold
from search.compounds import LANGUAGE
from search.engines.database import tables
from search.query import SearchQuery, replaced

from .expanding import alone
from .rarity import Rarity

# What stands between the parts of German compounds, and what first parts lose there.
LINKS, LOST = ("", "s", "es", "n", "en", "er", "e"), ("", "e", "en")
SHORTEST = 4
# Longer ones are of nobody's language.
LONGEST = 40
# A part alone says what is sought from this length on.
TELLING = 6
# Of so many ways to read a word with one known part, the other part is looked for among words like it.
MOST_READ = 2


def loosened(query: SearchQuery, rarity: Rarity) -> SearchQuery | None:
    """The query with unknown compounds written as those of their parts that are known; None without any."""
    if query.locale != LANGUAGE:
        return None
    long = [(word, clause) for word, clause in alone(query) if 2 * SHORTEST <= len(word) <= LONGEST]
    unknown = [word for word, clause in long if not rarity.count(clause)]
    others = {
        word: " ".join(parts) for word in unknown if (parts := _parts(word.lower(), rarity, near=not query.as_typed))
    }
    return replace(query, text=replaced(query.text, others)) if others else None


def _parts(word: str, rarity: Rarity, *, near: bool) -> list[str]:
    """Two known words; else a known one with what is near to the other; else the longest known one alone."""
    splits = [(word[:end], word[end:]) for end in range(SHORTEST, len(word) - SHORTEST + 1)]
    known = _known(splits, rarity.locale)
    heads = {first: form for first, _last in splits if (form := _head(first, known))}
    tails = {last: last for _first, last in splits if fold(last) in known}
    whole = [(first, last) for first, last in splits if first in heads and last in tails]
    if whole:
        first, last = max(whole, key=lambda split: min(map(len, split)))
        return [heads[first], tails[last]]
    half = sorted(
        ((first, last) for first, last in splits if first in heads or last in tails),
        key=lambda split: max(len(part) for part in split if part in heads or part in tails),
        reverse=True,
    )
    for first, last in half[:MOST_READ] if near else ():
        if other := _near(last if first in heads else first, rarity):
            return [heads[first], other] if first in heads else [other, tails[last]]
    telling = [form for form in (*heads.values(), *tails.values()) if len(form) >= TELLING]
    return [max(telling, key=len)] if telling else []


def _known(splits: list[tuple[str, str]], locale: str) -> frozenset[str]:
    """Those of the folded parts, in any form, that something has; one query."""
    wanted = {fold(form) for first, last in splits for form in (*_forms(first), last)}
    return frozenset(folded for folded, _written in tables.dialect().known(locale, sorted(wanted - {""})))


def _head(first: str, known: Collection[str]) -> str:
    return next((form for form in _forms(first) if fold(form) in known), "")


def _forms(first: str) -> Iterator[str]:
    """A first part as a word of its own, the most likely form first."""
    for link in LINKS:
        if first.endswith(link) and len(first) - len(link) >= SHORTEST:
            yield first.removesuffix(link)
    yield from (f"{first}{lost}" for lost in LOST[1:])


def _near(part: str, rarity: Rarity) -> str:
    folded = fold(part)
    return next(iter(rarity.engine.nearest([folded], rarity.locale, rarity.now).get(folded, ())), "")
