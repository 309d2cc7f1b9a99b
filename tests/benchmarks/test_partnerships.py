"""The directory and its API with 100, 10,000 and more pairs, side by side in one run.

DATABASE_URL=postgresql://... pytest -m benchmark -n 0 -s tests/benchmarks [--pairs 100000]
"""

from collections.abc import Callable, Mapping
from time import perf_counter, process_time

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.pages import publish_section
from tests.factories.partnerships import DirectoryPageFactory
from tests.factories.site import build_site, home_of

from .pairs import fill

PAGE = "/de/partnerschaften/"
API = "/api/v1/partnerships/"
DOORS: Mapping[str, str] = {
    "page with facets": PAGE,
    "page, two filters": f"{PAGE}?state=resting&kind=partnership",
    "page, name typed": f"{PAGE}?q=Alt",
    "table": f"{PAGE}?view=table&order=-since",
    "map": f"{PAGE}?view=map",
    "suggestions": "/de/partnerships/suggestions/?q=mos",
    "API list": API,
    "API list, filters": f"{API}?state=resting&level=district&order=distance",
    "API facets": f"{API}facets/",
    "API statistics": f"{API}statistics/",
}
ROUNDS = 7
# Of the page with facets from 100 to 10,000 pairs.
MOST_GROWTH = 3


def measured(client: Client, address: str) -> tuple[float, int, int]:
    """(best CPU seconds of some rounds, queries, bytes) of an address that was asked once before."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(address).content)
    # Read now: further requests begin the log anew.
    count = len(queries)
    return min(_timed(lambda: client.get(address)) for _round in range(ROUNDS)), count, size


def _timed(ask: Callable[[], object]) -> float:
    begun = process_time()
    ask()
    return process_time() - begun


@pytest.mark.django_db
def test_growth(client: Client, sizes: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    build_site()
    publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
    found: dict[str, dict[int, tuple[float, int, int]]] = {name: {} for name in DOORS}
    readings: dict[int, float] = {}
    for size in sizes:
        with transaction.atomic():
            fill(size)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            begun = perf_counter()
            client.get(API)
            readings[size] = perf_counter() - begun
            for name, address in DOORS.items():
                found[name][size] = measured(client, address)
            transaction.set_rollback(True)
    with capsys.disabled():
        print(_table(found, readings, sizes))  # noqa: T201
    assert {name: {queries for _seconds, queries, _bytes in of_size.values()} for name, of_size in found.items()} == {
        name: {next(iter(of_size.values()))[1]} for name, of_size in found.items()
    }
    facets = found["page with facets"]
    assert facets[10_000][0] < MOST_GROWTH * facets[100][0]


def _table(found: Mapping, readings: Mapping[int, float], sizes: list[int]) -> str:
    lines = [f"\n{connection.vendor}: CPU ms (times that of {sizes[0]} pairs), queries, kB"]
    lines.append(" " * 22 + "".join(f"{size:>28,}" for size in sizes))
    for name, of_size in found.items():
        first = of_size[sizes[0]][0]
        cells = [
            f"{seconds * 1000:>10.1f} ({seconds / first:.2f}) {queries:>3} {size // 1000:>5}"
            for seconds, queries, size in of_size.values()
        ]
        lines.append(f"{name:<22}" + "".join(f"{cell:>28}" for cell in cells))
    lines.append(f"{'first read, s':<22}" + "".join(f"{seconds:>28.2f}" for seconds in readings.values()))
    return "\n".join(lines)
