"""The query object every engine answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_TERMS = 12
PART = re.compile(r'(-?)"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Term:
    """One word or phrase; `excluded` removes what matches, `prefix` also matches longer words."""

    words: tuple[str, ...]
    excluded: bool = False
    prefix: bool = False


@dataclass(frozen=True)
class SearchQuery:
    """What is searched: parsed terms, the reader's locale, wanted facets, and the page of results."""

    text: str
    locale: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    page_size: int = 10

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
            terms.append(Term(words, excluded))
    terms = terms[:MAX_TERMS]
    if terms and not terms[-1].excluded and not text.rstrip().endswith('"'):
        terms[-1] = Term(terms[-1].words, prefix=True)
    return tuple(terms)
