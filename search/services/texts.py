"""Plain text of an item's public detail: the fields that are named as words, without markup."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from cms.blocks.body import HOST_BLOCKS
from cms.plugins.registry import registry

# Emphasis and links stand within words and before full stops; all other elements divide.
INLINE_TAG = re.compile(r"</?(?:a|b|em|i|mark|span|strong|sub|sup)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")


def plain(html: str) -> str:
    """The text of an HTML fragment on one line."""
    return SPACE.sub(" ", unescape(TAG.sub(" ", INLINE_TAG.sub("", html)))).strip()


def words_at(value: Any, paths: Iterable[str]) -> Iterator[str]:
    """The texts at the dotted paths, row by row of each list on the way; nothing where a path leads nowhere."""
    nested: dict[str, list[str]] = {}
    for path in paths:
        name, _, rest = path.partition(".")
        nested.setdefault(name, []).append(rest)
    for name, below in nested.items():
        found = value.get(name)
        for row in found if isinstance(found, list) else [found]:
            if isinstance(row, str) and (text := plain(row)):
                yield text
            elif isinstance(row, Mapping):
                yield from words_at(row, below)


def body_words(blocks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The words of presented blocks, in reading order."""
    kinds = {**HOST_BLOCKS, **registry.read("content_blocks")}
    for block in blocks:
        kind = kinds.get(block["type"])
        if kind is not None:
            yield from words_at(block, kind.api_schema.words)
