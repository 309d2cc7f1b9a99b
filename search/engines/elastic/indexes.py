"""The indexes of the site: one for each language behind an alias, which a rebuild moves to a new one."""

import secrets
from datetime import UTC, datetime

from django.conf import settings

from .connection import order
from .mapping import fingerprint, index_body


def languages() -> list[str]:
    """The languages that have an index."""
    return [code for code, _ in settings.LANGUAGES]


def alias(language: str) -> str:
    """The name by which the index of a language is asked and written."""
    return f"{settings.SEARCH_INDEX_PREFIX}-{language}"


def behind(language: str) -> list[str]:
    """The indexes that the alias stands for; none before the first rebuild."""
    return sorted(row["index"] for row in order("GET", f"/_cat/aliases/{alias(language)}", format="json", h="index"))


def is_current(language: str) -> bool:
    """Whether there is an index and it is made as this release makes them."""
    names = behind(language)
    if len(names) != 1:
        return False
    told = order("GET", f"/{names[0]}/_mapping")[names[0]]["mappings"]
    return told.get("_meta", {}).get("fingerprint") == fingerprint(language)


def create(language: str) -> str:
    """A new empty index that nobody asks yet; returns its name."""
    name = f"{alias(language)}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    order("PUT", f"/{name}", index_body(language))
    return name


def hasten(name: str) -> None:
    """While an index is filled nobody asks it, so that it need neither be fresh nor be copied."""
    order("PUT", f"/{name}/_settings", {"index": {"refresh_interval": "-1", "auto_expand_replicas": False}})


def calm(name: str) -> None:
    """The end of haste."""
    order("PUT", f"/{name}/_settings", {"index": {"refresh_interval": "1s", "auto_expand_replicas": "0-1"}})


def exists(name: str) -> bool:
    """Whether the index is there."""
    return bool(order("GET", f"/_cat/indices/{name}*", format="json", h="index"))


def switch(language: str, name: str) -> None:
    """From now on the alias stands for this index; those it stood for are deleted. Nobody finds nothing meanwhile."""
    before = [other for other in behind(language) if other != name]
    moves = [{"remove": {"index": other, "alias": alias(language)}} for other in before]
    order("POST", "/_aliases", {"actions": [*moves, {"add": {"index": name, "alias": alias(language)}}]})
    for other in before:
        drop(other)


def merge(name: str) -> None:
    """Have the server make one segment of an index, which is counted faster; it does so beside everything else."""
    order("POST", f"/{name}/_forcemerge", max_num_segments=1, wait_for_completion=False)


def drop(name: str) -> None:
    """Delete an index; nothing happens when it is gone."""
    order("DELETE", f"/{name}", ignore_unavailable=True)


def refresh(name: str) -> None:
    """What was written to an index, or behind an alias, can be found from now on."""
    order("POST", f"/{name}/_refresh")


def count(name: str) -> int:
    """How many documents can be found in an index or behind an alias."""
    return order("GET", f"/{name}/_count")["count"]
