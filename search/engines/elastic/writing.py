"""Documents to the server in bulk, and what it holds of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from search.models import SearchDocument

from .connection import order
from .documents import body_of, facets_of
from .indexes import alias

# What one bulk request carries at most; a server wants them neither tiny nor huge.
MOST_DOCUMENTS, MOST_CHARACTERS = 500, 3_000_000
VERSIONS_AT_ONCE = 5000

Lines = list[Mapping[str, Any]]


def send(documents: Sequence[SearchDocument], index: str | None = None) -> dict[str, str]:
    """Put the documents behind the aliases of their languages, or into the named index; {key: why it was refused}."""
    facets = facets_of(documents)
    entries = (
        (
            {"index": {"_index": index or alias(document.locale), "_id": document.key}},
            body_of(document, facets[document.pk]),
        )
        for document in documents
    )
    return _bulk(entries, aliased=index is None)


def remove(keys: Collection[str], languages: Iterable[str], index: str | None = None) -> dict[str, str]:
    """Take documents out of all those languages, or out of the named index; those that are not there are no matter."""
    names = [index] if index else [alias(language) for language in languages]
    return _bulk((({"delete": {"_index": name, "_id": key}},) for name in names for key in keys), aliased=index is None)


def versions(index: str) -> dict[str, str]:
    """{key: version} of everything that can be found in an index or behind an alias."""
    found: dict[str, str] = {}
    body: dict[str, Any] = {
        "size": VERSIONS_AT_ONCE,
        "query": {"match_all": {}},
        "sort": [{"key": "asc"}],
        "docvalue_fields": ["version"],
        "_source": False,
        "track_total_hits": False,
    }
    while hits := order("POST", f"/{index}/_search", body)["hits"]["hits"]:
        found.update((hit["_id"], hit["fields"]["version"][0]) for hit in hits)
        body["search_after"] = hits[-1]["sort"]
    return found


def _bulk(entries: Iterable[tuple[Mapping[str, Any], ...]], *, aliased: bool) -> dict[str, str]:
    refused: dict[str, str] = {}
    for lines in _portions(entries):
        # An index of that name that nobody made would be made up by the server.
        answer = order("POST", "/_bulk", lines, require_alias=aliased)
        if answer["errors"]:
            results = [result for item in answer["items"] for result in item.values()]
            refused |= {result["_id"]: result["error"]["reason"] for result in results if "error" in result}
    return refused


def _portions(entries: Iterable[tuple[Mapping[str, Any], ...]]) -> Iterator[Lines]:
    lines: Lines = []
    number = size = 0
    for entry in entries:
        lines += entry
        number += 1
        size += len(str(entry[-1].get("text", ""))) * 3 + 1000
        if number >= MOST_DOCUMENTS or size >= MOST_CHARACTERS:
            yield lines
            lines, number, size = [], 0, 0
    if lines:
        yield lines
