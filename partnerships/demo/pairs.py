"""The pairs of the demo, imported once; begun and not finished, the import goes on at the next start."""

import csv
import io
from pathlib import Path

from wagtail.models import Page

from cms.content_store.services import sweeping
from cms.plugins.demo import DemoBuilder
from partnerships.models import AT_WORK, ImportRun, RunState
from partnerships.services.importing import runs

ORIGIN = "demo"
FILE = "partnerships.csv"
# Pairs that have a story stand first where only some are wanted.
FIRST = frozenset(
    {("Chemnitz", "Wolgograd"), ("Hamburg", "Sankt Petersburg"), ("Erlangen", "Wladimir"), ("Lüdenscheid", "Taganrog")}
)


def bring_in(demo: DemoBuilder, directory: Page, content: bytes) -> bool:
    """Import the table; returns whether anything was left to do."""
    run = ImportRun.objects.filter(origin=ORIGIN).first() or runs.begin(directory, FILE, content, None, ORIGIN)
    if run.state not in {*AT_WORK, RunState.READY}:
        return False
    for _ in runs.go_on(run.pk):
        pass
    run.refresh_from_db()
    if run.state == RunState.READY:
        runs.confirm(run, None)
    for moved in runs.go_on(run.pk):
        done, of = runs.progress(moved)
        demo.say(f"  partnerships: {done} of {of}")
    return True


def show() -> None:
    """Neighbours and lists see what came later, at once rather than with the worker's next minute."""
    sweeping.sweep()


def table(pairs: Path, details: Path, most: int | None = None) -> bytes:
    """The pairs, where the sources say more with that; all, or so many."""
    more = {_pair(row): row for row in _rows(details)}
    rows = [row | {name: text for name, text in more.get(_pair(row), {}).items() if text} for row in _rows(pairs)]
    if most is not None:
        rows = sorted(rows, key=lambda row: _pair(row) not in FIRST)[:most]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _pair(row: dict[str, str]) -> tuple[str, str]:
    return row["german_name"], row["russian_name_de"]
