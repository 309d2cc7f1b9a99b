"""What lies between two values of a column: since when, how far, confirmed when."""

from collections.abc import Callable
from types import MappingProxyType

from .masks import mask_of
from .rows import Row
from .snapshot import Snapshot

# Least and most, both included; None is no limit.
Range = tuple[int | None, int | None]
VALUES: MappingProxyType[str, Callable[[Row], int | None]] = MappingProxyType(
    {
        "since": lambda row: row.since_day,
        "distance": lambda row: row.distance,
        "confirmed": lambda row: row.confirmed_day,
    }
)


def within(snapshot: Snapshot, name: str, limits: Range) -> int:
    """The rows whose value lies in a range; days as ordinals. What is not known lies in none."""
    least, most = limits
    if least is None and most is None:
        return snapshot.alive
    value_of = VALUES[name]
    numbers = (number for number, row in enumerate(snapshot.rows) if row and _fits(value_of(row), least, most))
    return mask_of(numbers, len(snapshot.rows))


def _fits(value: int | None, least: int | None, most: int | None) -> bool:
    return value is not None and (least is None or value >= least) and (most is None or value <= most)
