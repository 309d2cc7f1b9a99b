"""What maps and geographic files are drawn of: the selected partnerships with their places."""

from collections.abc import Iterator
from typing import NamedTuple

from .query import DirectoryQuery
from .rows import PlaceRow, Row
from .searching import Selection, select


class Located(NamedTuple):
    """A partnership and its places in their order; coordinates may be missing."""

    row: Row
    places: tuple[PlaceRow, ...]


def points(query: DirectoryQuery) -> list[Located]:
    """All partnerships of a query in its order; one query of the database."""
    return list(located(select(query)))


def located(selection: Selection) -> Iterator[Located]:
    """The selected partnerships with their places."""
    places = selection.snapshot.gazetteer.places
    for row in selection.rows():
        yield Located(row, tuple(map(places.__getitem__, row.places)))
