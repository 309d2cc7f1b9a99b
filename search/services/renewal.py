"""Documents past their time, renewed in memory; the worker stores them later."""

from collections.abc import Iterable, Sequence

from cms.content_store.services import reading
from search.engines.database import engine
from search.engines.database.terms import TokenTerm, satisfied
from search.models import SearchDocument

from .indexing import texts_of


def still_matching(page_ids: Iterable[int], terms: Sequence[TokenTerm]) -> dict[int, SearchDocument]:
    """Renewed documents of the pages by their ids; a page that has nothing of the query any more is left out."""
    found = {}
    for page_id in page_ids:
        item = reading.detail_of(page_id)
        texts = texts_of(page_id, item.data) if item else None
        if texts is None:
            continue
        document = SearchDocument(page_id=page_id, **texts)
        if satisfied(terms, engine.columns(document).values()):
            found[page_id] = document
    return found
