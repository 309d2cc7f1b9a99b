"""Comparing rich texts by their words, and giving a translation the links of its source."""

import re
from collections import defaultdict, deque

BLOCK_KEY = re.compile(r'\s+data-block-key="[^"]*"')
LINK = re.compile(r"<a\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
TAG = re.compile(r"</?\w[^>]*>")

Link = frozenset[tuple[str, str]]


def words_of(html: str) -> str:
    """The text with its inline markup, without what is no word: block keys and where links lead."""
    return LINK.sub("<a>", BLOCK_KEY.sub("", html)).strip()


def same_words(first: str, second: str) -> bool:
    """Whether two texts, plain or rich, say the same."""
    return first == second or words_of(first) == words_of(second)


def plain(html: str) -> str:
    """The text without markup, one line per block."""
    return TAG.sub("", re.sub(r"</(p|li|h\d)>", "\n", html)).strip()


def links_of(html: str) -> list[Link]:
    """Where the links of a text lead, in their order."""
    return [_target(tag) for tag in LINK.findall(html)]


def with_links_of(value: str, translated: str, source: str) -> str:
    """`value` with each link that it has from `translated` replaced by the one at that place in `source`.

    Only when both source texts have the same number of links; else the translator's own links stay.
    """
    old, new = LINK.findall(translated), LINK.findall(source)
    if not old or len(old) != len(new):
        return value
    # The same target may be linked twice and part ways: each occurrence has its own successor.
    successors: dict[Link, deque[str]] = defaultdict(deque)
    for before, after in zip(old, new, strict=True):
        successors[_target(before)].append(after)

    def successor(match: re.Match) -> str:
        known = successors.get(_target(match[0]))
        if not known:
            return match[0]
        return known.popleft() if len(known) > 1 else known[0]

    return LINK.sub(successor, value)


def _target(tag: str) -> Link:
    """Where a link leads, whatever the order of its attributes."""
    return frozenset(ATTRIBUTE.findall(tag))
