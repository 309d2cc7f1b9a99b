"""A search document as the server holds it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from search.engines.database.tables import columns
from search.models import SearchDocument, SearchFacet
from search.records import INTERNAL

from .mapping import TOKENS

# Stands behind the version of what may not be seen yet.
HIDDEN = "+"


def body_of(document: SearchDocument, facets: Mapping[str, list[str]], now: datetime) -> dict[str, Any]:
    """Everything that is asked for of a document."""
    body = {
        **dict(zip(TOKENS, columns(document).values(), strict=True)),
        "title": document.title,
        "lead": document.lead,
        "text": document.text,
        "key": document.key,
        "version": version_in_index(document.version, document.visible_from, now),
        "id": document.pk,
        "date": _written(document.date),
        "sort_key": document.sort_key,
        "visible_from": _written(document.visible_from),
        "expires_at": _written(document.expires_at),
        "weight": document.weight,
        "facets": facets,
    }
    if document.latitude is not None and document.longitude is not None:
        body["point"] = {"lat": document.latitude, "lon": document.longitude}
    if not body["version"].endswith(HIDDEN):
        # Corrections are drawn from all words there are, whatever a question may see.
        body["spelling"] = f"{document.title}\n{document.names}\n{document.lead}\n{document.text}"
    return body


def version_in_index(version: str, visible_from: datetime | None, now: datetime) -> str:
    """Another one once it may be seen, so that it is sent again then."""
    return f"{version}{HIDDEN}" if visible_from and visible_from > now else version


def facets_of(documents: Iterable[SearchDocument]) -> dict[int, dict[str, list[str]]]:
    """The facets by which documents are filtered and counted, by their ids; one query."""
    rows = SearchFacet.objects.filter(document__in=documents).exclude(name__startswith=INTERNAL).order_by()
    found: dict[int, dict[str, list[str]]] = {document.pk: {} for document in documents}
    for document_id, name, value in rows.values_list("document_id", "name", "value"):
        found[document_id].setdefault(name, []).append(value)
    return found


def _written(moment: Any) -> str | None:
    return moment.isoformat() if moment is not None else None
