"""How fast tables are read, compared and written here: .venv/bin/python -m tests.benchmarks.imports [ROWS] [WRITTEN].

In a database of its own that is thrown away; prints rows per second of wall and of CPU time, and the peak of memory.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS, WRITTEN = 10_000, 60


def prepare(folder: Path) -> None:
    """Django on a fresh SQLite file, migrated, with a directory in three languages."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'benchmark.sqlite3'}"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def directory() -> Any:
    """Published, with its translations."""
    from tests.factories.partnerships import DirectoryPageFactory
    from tests.factories.site import build_site, home_of
    from tests.factories.translation import publish_family

    build_site()
    page = DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften")
    return publish_family(
        page, ru={"title": "Партнёрства", "lead": "Все."}, en={"title": "Partnerships", "lead": "All."}
    )


def places(count: int) -> None:
    """As many places as the rows name, and one that all have in common."""
    from cms.entities.folding import fold
    from cms.entities.models import Place, PlaceName
    from tests.factories.entities import CountryFactory, PlaceFactory

    PlaceFactory(country=CountryFactory(code="RU"), names={"de": "Wolgograd", "ru": "Волгоград"})
    country = CountryFactory(code="DE")
    made = Place.objects.bulk_create(Place(key=f"ort-{number}", country=country) for number in range(count))
    PlaceName.objects.bulk_create(
        PlaceName(entity=place, language="de", text=f"Ort {number}", folded=fold(f"Ort {number}"))
        for number, place in enumerate(made)
    )


def table(count: int) -> bytes:
    """Rows as full as those of the real file."""
    from tests.factories.imports import CHEMNITZ_VOLGOGRAD, csv_of

    plain = {**CHEMNITZ_VOLGOGRAD, "german_state": "", "russian_region": "", "status_note": "Kontakte ruhen. " * 6}
    return csv_of(*({**plain, "german_name": f"Ort {number}"} for number in range(count)))


def measured(what: str, rows: int, action: Callable[[], object]) -> None:
    """Run and print."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:<34} {rows:>6} rows {rows / wall:>8.1f} rows/s {rows / cpu:>8.1f} per CPU second, peak {peak} MB")  # noqa: T201


def main(rows: int, written: int) -> None:
    """Read many rows as new, write some, read those again as unchanged, undo them."""
    from cms.content_store.services import sweeping
    from partnerships.services.importing import runs
    from tests.factories.imports import go_on

    page = directory()
    places(rows)
    many = runs.begin(page, "many.csv", table(rows), None)
    measured("read, match, compare (all new)", rows, lambda: go_on(many))
    some = go_on(runs.begin(page, "some.csv", table(written), None))
    runs.confirm(some, None)
    measured("write (three pages a row)", written, lambda: go_on(some))
    measured("render what depends on them", written, sweeping.sweep)
    again = runs.begin(page, "again.csv", table(rows), None)
    measured("read, match, compare (some known)", rows, lambda: go_on(again))
    runs.undo(some, None)
    measured("undo", written, lambda: go_on(some))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        prepare(Path(scratch))
        main(*map(int, sys.argv[1:]), *(ROWS, WRITTEN)[len(sys.argv) - 1 :])
