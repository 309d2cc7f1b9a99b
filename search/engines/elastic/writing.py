"""Documents to the server in bulk, and what it holds of them."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

from search.models import SearchDocument

from .connection import order
from .documents import body_of, facets_of
from .indexes import alias

# What one bulk request carries at most; a server wants them neither tiny nor huge.
MOST_DOCUMENTS, MOST_CHARACTERS = 500, 3_000_000
PORTIONS_UNDER_WAY = 2
READ_AT_ONCE = 250
VERSIONS_AT_ONCE = 5000

Entry = tuple[Mapping[str, Any], ...]
Lines = list[Mapping[str, Any]]


def send(documents: Iterable[SearchDocument], index: str | None = None) -> dict[str, str]:
    """Put the documents behind the aliases of their languages, or into the named index; {key: why it was refused}."""
    return _bulk(_entries(documents, index), aliased=index is None)


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


def _entries(documents: Iterable[SearchDocument], index: str | None) -> Iterator[Entry]:
    rest = iter(documents)
    while batch := list(islice(rest, READ_AT_ONCE)):
        facets = facets_of(batch)
        for document in batch:
            name = index or alias(document.locale)
            yield {"index": {"_index": name, "_id": document.key}}, body_of(document, facets[document.pk])


def _bulk(entries: Iterable[Entry], *, aliased: bool) -> dict[str, str]:
    """While the server takes some portions the next one is made."""
    refused: dict[str, str] = {}
    with ThreadPoolExecutor(PORTIONS_UNDER_WAY) as threads:
        under_way: deque[Future[dict[str, str]]] = deque()
        for lines in _portions(entries):
            if len(under_way) == PORTIONS_UNDER_WAY:
                refused |= under_way.popleft().result()
            under_way.append(threads.submit(_send, lines, aliased=aliased))
        for sent in under_way:
            refused |= sent.result()
    return refused


def _send(lines: Lines, *, aliased: bool) -> dict[str, str]:
    # An index of that name that nobody made would be made up by the server.
    answer = order("POST", "/_bulk", lines, require_alias=aliased)
    if not answer["errors"]:
        return {}
    results = [result for item in answer["items"] for result in item.values()]
    return {result["_id"]: result["error"]["reason"] for result in results if "error" in result}


def _portions(entries: Iterable[Entry]) -> Iterator[Lines]:
    lines: Lines = []
    number = size = 0
    for entry in entries:
        lines += entry
        number += 1
        size += sum(len(value) for value in entry[-1].values() if isinstance(value, str))
        if number >= MOST_DOCUMENTS or size >= MOST_CHARACTERS:
            yield lines
            lines, number, size = [], 0, 0
    if lines:
        yield lines
