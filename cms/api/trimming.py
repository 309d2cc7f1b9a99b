"""`fields=`: answers that hold of each page only what was asked for, under a media type of their own.

A described shape never lacks a field; an answer that does is therefore no `application/json` of that shape.
"""

import json
from collections.abc import Sequence
from functools import cache

from cms.plugins.registry import registry

from .errors import RefusedParameter

MEDIA_TYPE = "application/vnd.dialograum.part+json"
MOST = 50

Names = tuple[str, ...]


def card_names(fields: str | None, types: Sequence[str] = ()) -> Names:
    """The fields of cards that a parameter names, () for all; raises RefusedParameter."""
    return _names(fields, fields_of("card_schema", tuple(sorted(types)))) if fields is not None else ()


def detail_names(fields: str | None, types: Sequence[str] = ()) -> Names:
    """The same for details."""
    return _names(fields, fields_of("detail_schema", tuple(sorted(types)))) if fields is not None else ()


def media_type(names: Names) -> str:
    """Of an answer whose pages are whole or trimmed."""
    return MEDIA_TYPE if names else "application/json"


def trimmed_list(joined: bytes, names: Names) -> bytes:
    """Cards joined by commas, each with the named fields only."""
    return b",".join(_part(card, names) for card in json.loads(b"[" + joined + b"]"))


def trimmed(body: bytes, names: Names) -> bytes:
    """One page with the named fields only."""
    return _part(json.loads(body), names)


@cache
def fields_of(shape: str, types: Names) -> frozenset[str]:
    """Every field that cards or details of these types have, of all types when none is named."""
    presenters = registry.read("presenters").values()
    return frozenset(
        name
        for presenter in presenters
        if not types or presenter.type in types
        for name in getattr(presenter, shape).model_fields
    )


def _part(page: dict[str, object], names: Names) -> bytes:
    kept = {name: page[name] for name in names if name in page}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _names(fields: str, allowed: frozenset[str]) -> Names:
    wanted = tuple(dict.fromkeys(name.strip() for name in fields.split(",")))
    for name in wanted:
        if name not in allowed:
            raise RefusedParameter(
                "fields", f"{name[:80]!r} is no field of these pages; allowed: {', '.join(sorted(allowed))}."
            )
    return wanted
