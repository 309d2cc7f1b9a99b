"""The query object every engine answers: what a reader typed, and how it narrows, sorts and pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

MAX_TERMS = 12
PART = re.compile(r'(-?)"([^"]*)"|(\S+)')

Order = Literal["relevance", "-date", "date", "title", "distance"]
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True)
class Term:
    """One word or phrase; `excluded` removes what matches, `prefix` also matches longer words."""

    words: tuple[str, ...]
    excluded: bool = False
    prefix: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class Near:
    """Only what lies within `km` of a point given in degrees; what has no point is left out."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True)
class SearchQuery:
    """What is searched: the text, the reader's locale, wanted facets, days, neighbourhood, order and page.

    `as_typed` says that the reader does not want misspelt words to be replaced.
    """

    text: str
    locale: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    near: Near | None = None
    order: Order = "relevance"
    page: int = 1
    page_size: int = 10
    as_typed: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """At most MAX_TERMS terms; the last plain word matches as a prefix."""
        return parse(self.text)


def parse(text: str) -> tuple[Term, ...]:
    """Words are joined by AND; "quoted words" stand together; a leading minus excludes."""
    terms = []
    for minus, phrase, plain in PART.findall(text.replace("\x00", " ")):
        excluded = bool(minus) or (plain.startswith("-") and len(plain) > 1)
        words = tuple(re.findall(r"\w+", phrase or plain, re.UNICODE))
        if words:
            terms.append(Term(words, excluded, quoted=bool(phrase)))
    terms = terms[:MAX_TERMS]
    if terms and not terms[-1].excluded and not text.rstrip().endswith('"'):
        terms[-1] = Term(terms[-1].words, prefix=True)
    return tuple(terms)


def replaced(text: str, others: Mapping[str, str]) -> str:
    """The text with plain words replaced by others; what is quoted or excluded stays as it is."""

    def part(found: re.Match) -> str:
        minus, _phrase, plain = found.groups()
        if minus or not plain or plain.startswith("-"):
            return found[0]
        return re.sub(r"\w+", lambda word: others.get(word[0], word[0]), plain)

    return PART.sub(part, text)
