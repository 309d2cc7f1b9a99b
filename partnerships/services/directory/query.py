"""What is asked of the directory and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .orders import DEFAULT, ORDERS, RELEVANCE
from .ranges import Range

Facets = Mapping[str, tuple[str, ...]]
# West, south, east, north in degrees; west is above east across the antimeridian.
Bounds = tuple[float, float, float, float]
PAGE_SIZE = 50


@dataclass(frozen=True)
class DirectoryQuery:
    """A search in one language; `facets` are those of rows.FACETS and "place".

    Values of a facet are alternatives and facets narrow each other; regions are alternatives within one country, and
    of several countries one of each is wanted. `bounds` keep what has a place inside, `ranges` (see ranges.VALUES) what
    has a value between two others. `order` is one of orders.ORDERS, else the usual one; `as_typed` says that no
    misspelt word is to be replaced.
    """

    locale: str
    text: str = ""
    facets: Facets = field(default_factory=dict)
    order: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE
    bounds: Bounds | None = None
    ranges: Mapping[str, Range] = field(default_factory=dict)
    as_typed: bool = False

    @property
    def usual(self) -> str:
        """The order where none is asked for: the best first where something is searched."""
        return RELEVANCE if self.text else DEFAULT

    @property
    def ordering(self) -> str:
        """The order of the answer."""
        return self.order if self.order in ORDERS else self.usual


@dataclass(frozen=True)
class DirectoryResult:
    """The page's partnerships in order, how many there are in all, and per facet and value how many it would show.

    A facet's own choice does not lower the counts of its other values.
    """

    page_ids: list[int]
    total: int
    page: int
    pages: int
    counts: Mapping[str, Mapping[str, int]]
