"""What an address asks of the directory, and the address that asks it: the same words in pages and files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from partnerships.services.drawing.shapes import Bounds

from .orders import ORDERS
from .query import DirectoryQuery
from .rows import FACETS, PLACE

VIEWS = ("list", "table", "map")
FILTERS = (*FACETS, PLACE)
# Addresses on paper and in mails get mangled, and some are typed to see what happens.
MAX_LENGTH = 200
MOST_VALUES = 40
MAX_PAGE = 10_000


@dataclass(frozen=True)
class Asked:
    """A query and how its result is shown; `bounds` are the part of the map that is shown enlarged."""

    query: DirectoryQuery
    view: str = VIEWS[0]
    bounds: Bounds | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out of the result."""
        return bool(self.query.text or self.query.facets)

    @property
    def is_plain(self) -> bool:
        """Whether this is the directory as its address without parameters shows it."""
        return not self.encoded

    @property
    def encoded(self) -> str:
        """The parameters of an address, each thing asked in one spelling only."""
        return urlencode(list(self._pairs()), safe=",")

    def address(self, base: str) -> str:
        """The address below which this is asked; "" where there is no base."""
        return f"{base}?{self.encoded}" if base and self.encoded else base

    def with_query(self, **changes: object) -> "Asked":
        """Another query, from its first page on."""
        return replace(self, query=replace(self.query, **{"page": 1, **changes}))

    def at_page(self, page: int) -> "Asked":
        """Another page of the same result."""
        return self.with_query(page=page)

    def shown_as(self, view: str) -> "Asked":
        """The same result in another view."""
        return replace(self.with_query(), view=view, bounds=None)

    def enlarged(self, bounds: Bounds | None) -> "Asked":
        """The part of the map."""
        return replace(self.with_query(), bounds=bounds)

    def without(self, facet: str, value: str) -> "Asked":
        """Without one chosen value."""
        kept = tuple(other for other in self.query.facets.get(facet, ()) if other != value)
        facets = {name: kept if name == facet else values for name, values in self.query.facets.items()}
        return self.with_query(facets={name: values for name, values in facets.items() if values})

    def everything(self) -> "Asked":
        """Without any filter, in the same view and order."""
        return replace(self.with_query(text="", facets={}), bounds=None)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        query = self.query
        if query.text:
            yield "q", query.text
        for name in FILTERS:
            yield from ((name, value) for value in query.facets.get(name, ()))
        if query.as_typed:
            yield "as_typed", "1"
        if query.ordering != query.usual:
            yield "order", query.ordering
        if self.view != VIEWS[0]:
            yield "view", self.view
        if self.bounds is not None:
            yield "bounds", str(self.bounds)
        if query.page > 1:
            yield "page", str(query.page)


def asked(parameters: QueryDict, locale: str) -> Asked:
    """What the parameters of a request ask; wrong values are read as the nearest right ones."""
    facets = {name: _values(parameters, name) for name in FILTERS}
    view, order, page = (parameters.get(name, "") for name in ("view", "order", "page"))
    query = DirectoryQuery(
        locale=locale,
        text=" ".join(parameters.get("q", "").split())[:MAX_LENGTH],
        facets={name: values for name, values in facets.items() if values},
        order=order if order in ORDERS else "",
        as_typed="as_typed" in parameters,
        page=min(max(int(page), 1), MAX_PAGE) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
    view = view if view in VIEWS else VIEWS[0]
    return Asked(query, view, Bounds.parse(parameters.get("bounds", "")) if view == "map" else None)


def _values(parameters: QueryDict, name: str) -> tuple[str, ...]:
    found = dict.fromkeys(value[:MAX_LENGTH] for value in parameters.getlist(name) if value)
    return tuple(found)[:MOST_VALUES]
