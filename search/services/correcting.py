"""Misspelt words: those that nothing has, replaced by the nearest ones that something has, or by other keys."""

from collections.abc import Sequence
from dataclasses import replace

from cms.entities.folding import fold
from search.engines.database.vocabulary import IN_CYRILLIC, is_cyrillic
from search.layouts import other_layout
from search.query import SearchQuery, replaced
from search.questions import Question

from .expanding import alone, expand, is_compound
from .rarity import Rarity


def corrected(query: SearchQuery, rarity: Rarity) -> SearchQuery | None:
    """The query as it was probably meant; None when each word is found, or nothing is near to one that is not."""
    words = alone(query)
    unknown = {
        word: fold(word) for word, clause in words if not is_compound(word, query.locale) and not rarity.count(clause)
    }
    if unknown and len(unknown) == len(words) and (typed := _with_other_keys(query, rarity)):
        return typed
    wanted = sorted(set(unknown.values()))
    nearest = rarity.engine.nearest(wanted, query.locale, rarity.now) if wanted else {}
    others = {
        word: near
        for word, folded in unknown.items()
        if (near := _readable(word, nearest.get(folded, ()), query.locale))
    }
    return replace(query, text=replaced(query.text, others)) if others else None


def _readable(word: str, nearest: Sequence[str], locale: str) -> str:
    """The nearest; "" without any. Who types and reads in Latin letters meant no word that only stands in Cyrillic."""
    cyrillic = is_cyrillic(word) or locale in IN_CYRILLIC
    return next((near for near in nearest if cyrillic or not is_cyrillic(near)), "")


def _with_other_keys(query: SearchQuery, rarity: Rarity) -> SearchQuery | None:
    """The query as another keyboard layout would have written it, if all of its words are found then."""
    typed = replace(query, text=other_layout(query.text))
    wanted = expand(typed).wanted
    found = wanted and rarity.engine.find(Question((wanted,), query.locale, limit=0), rarity.now).matched
    return typed if found else None
