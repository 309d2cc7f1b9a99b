"""From when to when something is shown."""

from datetime import UTC, datetime

import pytest

from search.services.spans import Span, current, next_change


def at(day: int | None) -> datetime | None:
    return datetime(2026, 11, day, tzinfo=UTC) if day else None


NOW = at(10)


@pytest.mark.parametrize(
    ("spans", "found", "changes"),
    [
        ([], None, None),
        ([(None, None)], (None, None), None),
        ([(None, 9)], None, None),
        ([(None, 10)], None, None),
        ([(None, 12), (11, 20)], (None, 20), 11),
        ([(None, 12), (13, 20)], (None, 12), 12),
        ([(12, 14), (13, None)], (12, None), 12),
        ([(1, 9), (5, 15)], (5, 15), 15),
        ([(None, 12), (12, None)], (None, None), 12),
    ],
)
def test_the_time_without_a_gap(spans: list, found: tuple | None, changes: int | None) -> None:
    shown = [Span(at(begins), at(ends)) for begins, ends in spans]
    assert current(shown, NOW) == (Span(at(found[0]), at(found[1])) if found else None)
    assert next_change(shown, NOW) == at(changes)


def test_its_ends() -> None:
    span = Span(at(10), at(12))
    assert [span.holds(at(day)) for day in (9, 10, 11, 12)] == [False, True, True, False]
