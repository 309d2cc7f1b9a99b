"""Misspelt words: those that nothing has, replaced by the nearest ones that something has."""

from dataclasses import replace
from datetime import datetime

from cms.entities.folding import fold
from search.query import SearchQuery, replaced
from search.questions import Engine, Question

from .expanding import alone, is_compound


def corrected(query: SearchQuery, engine: Engine, now: datetime) -> SearchQuery | None:
    """The query as it was probably meant; None when each word is found, or nothing is near to one that is not."""
    unknown = {
        word: fold(word)
        for word, clause in alone(query)
        if not is_compound(word, query.locale)
        and not engine.find(Question(((clause,),), query.locale, limit=0), now).matched
    }
    nearest = engine.nearest(sorted(set(unknown.values())), query.locale, now) if unknown else {}
    others = {word: nearest[folded][0] for word, folded in unknown.items() if nearest.get(folded)}
    return replace(query, text=replaced(query.text, others)) if others else None
