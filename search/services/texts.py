"""Plain text of an item's public detail: every string of every block, without markup."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

# Emphasis and links stand within words and before full stops; all other elements divide.
INLINE_TAG = re.compile(r"</?(?:a|b|em|i|mark|span|strong|sub|sup)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")
# Values of a block that are addresses or codes, not words.
NOT_WORDS = {
    "id",
    "type",
    "url",
    "href",
    "src",
    "srcset",
    "language",
    "key",
    "level",
    "locale",
    "licence",
    "sources",
}


def plain(html: str) -> str:
    """The text of an HTML fragment on one line."""
    return SPACE.sub(" ", unescape(TAG.sub(" ", INLINE_TAG.sub("", html)))).strip()


def strings(value: Any) -> Iterator[str]:
    """Every string below a JSON value that holds words, in order."""
    if isinstance(value, str):
        text = plain(value)
        if text:
            yield text
    elif isinstance(value, Mapping):
        for name, child in value.items():
            if name not in NOT_WORDS:
                yield from strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from strings(child)
