"""A search document as the server holds it."""

from collections.abc import Iterable, Mapping
from typing import Any

from search.engines.database.tables import columns
from search.models import SearchDocument, SearchFacet
from search.records import INTERNAL

from .mapping import TOKENS


def body_of(document: SearchDocument, facets: Mapping[str, list[str]]) -> dict[str, Any]:
    """Everything that is asked for of a document."""
    body = {
        **dict(zip(TOKENS, columns(document).values(), strict=True)),
        "title": document.title,
        "lead": document.lead,
        "key": document.key,
        "version": document.version,
        "id": document.pk,
        "date": _written(document.date),
        "sort_key": document.sort_key,
        "visible_from": _written(document.visible_from),
        "expires_at": _written(document.expires_at),
        "weight": document.weight,
        "facets": facets,
    }
    if _is_on_earth(document.latitude, document.longitude):
        body["point"] = {"lat": document.latitude, "lon": document.longitude}
    return body


def _is_on_earth(latitude: float | None, longitude: float | None) -> bool:
    """The server refuses the whole document for a point that is nowhere."""
    return latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180


def facets_of(documents: Iterable[SearchDocument]) -> dict[int, dict[str, list[str]]]:
    """The facets by which documents are filtered and counted, by their ids; one query."""
    rows = SearchFacet.objects.filter(document__in=documents).exclude(name__startswith=INTERNAL).order_by()
    found: dict[int, dict[str, list[str]]] = {document.pk: {} for document in documents}
    for document_id, name, value in rows.values_list("document_id", "name", "value"):
        found[document_id].setdefault(name, []).append(value)
    return found


def _written(moment: Any) -> str | None:
    return moment.isoformat() if moment is not None else None
