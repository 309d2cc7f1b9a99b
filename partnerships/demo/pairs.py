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


def bring_in(demo: DemoBuilder, directory: Page, file: Path, most: int | None) -> bool:
    """Import a file of the demo; returns whether anything was left to do."""
    origin = f"{ORIGIN} {file.stem}"[:20]
    run = ImportRun.objects.filter(origin=origin).first()
    if run is None:
        run = runs.begin(directory, file.name, first_rows(file.read_bytes(), most), None, origin)
    if run.state not in {*AT_WORK, RunState.READY}:
        return False
    for _ in runs.go_on(run.pk):
        pass
    run.refresh_from_db()
    if run.state == RunState.READY:
        runs.confirm(run, None)
    for moved in runs.go_on(run.pk):
        done, of = runs.progress(moved)
        demo.say(f"  {file.name}: {done} of {of}")
    sweeping.sweep()
    return True


def first_rows(content: bytes, most: int | None) -> bytes:
    """The head and so many rows."""
    if most is None:
        return content
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    kept = io.StringIO(newline="")
    csv.writer(kept).writerows(rows[: most + 1])
    return kept.getvalue().encode()
