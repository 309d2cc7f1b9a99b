"""The directory and its API with 100, 10,000 and more pairs, side by side in one run.

DATABASE_URL=postgresql://... pytest -m benchmark -n 0 -s tests/benchmarks [--pairs 100000]
"""

from collections.abc import Callable, Mapping
from time import perf_counter, process_time
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.services.remembering import Remembered
from partnerships.views import maps
from tests.factories.pages import publish_section
from tests.factories.partnerships import DirectoryPageFactory
from tests.factories.site import build_site, home_of

from .pairs import fill

PAGE = "/de/partnerschaften/"
API = "/api/v1/partnerships/"
DOORS: Mapping[str, str] = {
    "page with facets": PAGE,
    "page, two filters": f"{PAGE}?state={{state}}&kind={{kind}}",
    "page, name typed": f"{PAGE}?q=Alt",
    "table": f"{PAGE}?view=table&order=-since",
    "map": f"{PAGE}?view=map",
    "map, first drawing": f"{PAGE}?view=map",
    "map, part, first": f"{PAGE}?view=map&bounds=8,50,12,52",
    "suggestions": "/de/partnerships/suggestions/?q=mos",
    "place page": "/de/partnerships/places/{place}/",
    "region page": "/de/partnerships/regions/{region}/",
    "numbers page": "/de/partnerships/numbers/",
    "API list": API,
    "API list, filters": f"{API}?state={{state}}&kind={{kind}}&order=distance",
    "API facets": f"{API}facets/",
    "API statistics": f"{API}statistics/",
    "API places": f"{API}places/",
    "API regions": f"{API}regions/",
    "API GeoJSON, a filter": f"{API}geojson/?region={{region}}",
    "API GeoJSON, all": f"{API}geojson/",
}
# Before each of these what was drawn is forgotten; coastlines are kept.
FIRST_DRAWN = ("map, first drawing", "map, part, first")
ROUNDS = 7
# Of the page with facets from 100 to 10,000 pairs.
MOST_GROWTH = 3


class Elapsed(NamedTuple):
    """Seconds of the clock, and of this process; the database's own are not among the latter."""

    wall: float
    cpu: float


def measured(client: Client, address: str, before: Callable[[], object]) -> tuple[float, int, int]:
    """(best CPU seconds of some rounds, queries, bytes) of an address that was asked once before.

    `before` precedes each round.
    """
    assert client.get(address).status_code == 200, address
    before()
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(address).content)
    # Read now: further requests begin the log anew.
    count = len(queries)
    return min(_timed(lambda: client.get(address), before) for _round in range(ROUNDS)), count, size


def _timed(ask: Callable[[], object], before: Callable[[], object]) -> float:
    before()
    begun = process_time()
    ask()
    return process_time() - begun


@pytest.mark.django_db
def test_growth(
    client: Client, sizes: list[int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site()
    publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
    found: dict[str, dict[int, tuple[float, int, int]]] = {name: {} for name in DOORS}
    readings: dict[str, dict[int, Elapsed]] = {"filling": {}, "first read": {}}

    def forget_drawings() -> None:
        monkeypatch.setattr(maps, "drawings", Remembered(64))
        monkeypatch.setattr(maps, "surveys", Remembered(4))

    for size in sizes:
        with transaction.atomic():
            filled, readings["filling"][size] = _elapsed(lambda: fill(size))  # noqa: B023 called at once
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            _answer, readings["first read"][size] = _elapsed(lambda: client.get(API))
            for name, address in DOORS.items():
                # Who counts drawings must not hinder those that are measured.
                cache.clear()
                before = forget_drawings if name in FIRST_DRAWN else _nothing
                found[name][size] = measured(client, address.format(**vars(filled)), before)
            transaction.set_rollback(True)
    with capsys.disabled():
        print(_table(found, readings, sizes))  # noqa: T201
    assert {name: {queries for _seconds, queries, _bytes in of_size.values()} for name, of_size in found.items()} == {
        name: {next(iter(of_size.values()))[1]} for name, of_size in found.items()
    }
    facets = found["page with facets"]
    assert facets[10_000][0] < MOST_GROWTH * facets[100][0]


def _nothing() -> None:
    """Before what is measured as it is."""


def _elapsed(act: Callable[[], Any]) -> tuple[Any, Elapsed]:
    begun, cpu = perf_counter(), process_time()
    return act(), Elapsed(perf_counter() - begun, process_time() - cpu)


def _table(found: Mapping, readings: Mapping[str, Mapping[int, Elapsed]], sizes: list[int]) -> str:
    lines = [f"\n{connection.vendor}: CPU ms (times that of {sizes[0]} pairs), queries, kB"]
    lines.append(" " * 24 + "".join(f"{size:>28,}" for size in sizes))
    for name, of_size in found.items():
        first = of_size[sizes[0]][0]
        cells = [
            f"{seconds * 1000:>10.1f} ({seconds / first:.2f}) {queries:>3} {size // 1000:>5}"
            for seconds, queries, size in of_size.values()
        ]
        lines.append(f"{name:<24}" + "".join(f"{cell:>28}" for cell in cells))
    for name, of_size in readings.items():
        cells = [f"{elapsed.wall:.1f} s, CPU {elapsed.cpu:.1f} s" for elapsed in of_size.values()]
        lines.append(f"{name:<24}" + "".join(f"{cell:>28}" for cell in cells))
    return "\n".join(lines)
