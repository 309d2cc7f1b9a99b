"""Names of places that are misspelt, read as the search reads them."""

from django.utils import timezone

from cms.entities.folding import fold
from search.query import replaced
from search.services.answering import AnsweringEngine

from .gazetteer import written_words
from .snapshot import Snapshot


def meant(snapshot: Snapshot, text: str) -> str | None:
    """The text with the words that no place has replaced by the nearest that one has; None where that finds nothing.

    Four queries; for texts that find nothing as they stand.
    """
    unknown = {word: fold(word) for word in written_words(text) if not snapshot.matching(word)}
    if not unknown:
        return None
    nearest = AnsweringEngine().nearest(sorted(set(unknown.values())), snapshot.locale, timezone.now())
    others = {}
    for word, folded in unknown.items():
        near = next((other for other in nearest.get(folded, ()) if snapshot.matching(other)), None)
        if near is None:
            return None
        others[word] = near
    read = replaced(" ".join(written_words(text)), others)
    return read if snapshot.matching(read) else None
