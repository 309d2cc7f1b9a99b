"""The life of an import: begun with a file, read, confirmed, written, undone; one task at a time works for each run.

A task works for a short while and leaves the rest to its successor, so that the worker's other duties do not wait for
a long table, and a killed worker costs one batch at most.
"""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django_tasks import task

from partnerships.models import AT_WORK, DirectoryPage, ImportFile, ImportRow, ImportRun, Outcome, RunState, Written

from . import reading, undoing
from .planning import Planner
from .writing import TO_WRITE, Writer, skip_rest

SLICE_SECONDS = 20
# A run at work that nothing has moved for so long has lost its task.
STALLED = timedelta(minutes=2)

logger = logging.getLogger(__name__)


class WrongState(Exception):
    """The run has moved on since it was shown."""


class LaterImport(Exception):
    """Another import has changed the same profiles since; `run` is to be undone first."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__(run.pk)
        self.run = run


@transaction.atomic
def begin(
    directory: DirectoryPage, file_name: str, content: bytes, user: AbstractBaseUser | None, origin: str = ""
) -> ImportRun:
    """A run with its file; `go_on` or the worker reads it."""
    run = ImportRun.objects.create(
        directory=directory, file_name=file_name[:255], started_by=user, confirmed_by=None, origin=origin
    )
    ImportFile.objects.create(run=run, content=content)
    return run


@transaction.atomic
def confirm(run: ImportRun, user: AbstractBaseUser | None) -> None:
    """Write what the report says; raises WrongState. Again, when questions were answered after the first time."""
    _move(run, {RunState.READY, RunState.DONE}, RunState.WRITING, confirmed_by=user)
    skip_rest(run)


@transaction.atomic
def discard(run: ImportRun) -> None:
    """Give up a run of which nothing was written; raises WrongState."""
    _move(run, {RunState.READING, RunState.READY}, RunState.DISCARDED)
    run.rows.all().delete()
    ImportFile.objects.filter(run=run).delete()


@transaction.atomic
def undo(run: ImportRun, user: AbstractBaseUser | None) -> None:
    """Take back what was written, as far as nobody has touched it since; raises WrongState and LaterImport."""
    later = undoing.later_than(run)
    if later:
        raise LaterImport(later)
    _move(run, {RunState.DONE, RunState.WRITING}, RunState.UNDOING, confirmed_by=user)


@transaction.atomic
def choose(row: ImportRow, choices: dict) -> ImportRow:
    """Keep what staff say of a row and plan it anew; raises WrongState when it is written."""
    run = ImportRun.objects.select_for_update().get(pk=row.run_id)
    row = ImportRow.objects.get(pk=row.pk)
    if run.state not in {RunState.READY, RunState.DONE} or row.written in {Written.YES, Written.UNDONE, Written.KEPT}:
        raise WrongState
    row.choices = choices
    plan = Planner().plan([(row.number, row.raw, choices)])[0]
    row.outcome, row.plan, row.partnership = plan.outcome, plan.stored(), plan.key
    row.written = Written.NO
    row.to_confirm = bool(plan.record.notes) and "state" not in choices
    row.save()
    return row


def go_on(run_id: int, seconds: float | None = None) -> Iterator[ImportRun]:
    """Work on a run, for so long at most; yields it after each batch. Ends where staff have their turn."""
    ends = time.monotonic() + seconds if seconds else None
    run = ImportRun.objects.get(pk=run_id)
    for _ in _steps(run):
        run = ImportRun.objects.get(pk=run_id)
        yield run
        if ends and time.monotonic() > ends:
            return


def _steps(run: ImportRun) -> Iterator[int]:
    if run.state == RunState.READING:
        if run.total is None:
            goes_on = reading.check(run)
            yield 0
            if not goes_on:
                return
        yield from reading.read(run)
    elif run.state == RunState.WRITING:
        yield from _until_done(Writer(run).write_batch)
    elif run.state == RunState.UNDOING:
        yield from _until_done(undoing.Undoing(run).undo_batch)


def _until_done(batch: Callable[[], int]) -> Iterator[int]:
    while done := batch():
        yield done


@task()
def work(run_id: int) -> None:
    """The background task of a run: a slice of its work, then a successor."""
    for _ in go_on(run_id, SLICE_SECONDS):
        pass
    if ImportRun.objects.filter(pk=run_id, state__in=AT_WORK).exists():
        work.enqueue(run_id)


def resume_stalled() -> int:
    """Give runs whose task was lost a new one; returns how many. The worker asks every minute."""
    stalled = ImportRun.objects.filter(state__in=AT_WORK, changed_at__lt=timezone.now() - STALLED)
    runs = list(stalled.values_list("pk", flat=True))
    ImportRun.objects.filter(pk__in=runs).update(changed_at=timezone.now())
    for run_id in runs:
        work.enqueue(run_id)
    return len(runs)


def waiting(run: ImportRun) -> int:
    """Rows that a confirmation would write."""
    return run.rows.filter(written=Written.NO, outcome__in=TO_WRITE).count()


def progress(run: ImportRun) -> tuple[int, int]:
    """(done, of) of what the run is at."""
    if run.state == RunState.READING:
        return run.rows.count(), run.total or 0
    if run.state == RunState.UNDOING:
        written = run.rows.filter(written__in=[Written.YES, Written.UNDONE, Written.KEPT])
        return written.exclude(written=Written.YES).count(), written.count()
    wanted = run.rows.filter(outcome__in=TO_WRITE)
    return wanted.exclude(written=Written.NO).count(), wanted.count()


def counts(run: ImportRun) -> dict[str, int]:
    """Rows by outcome, and how many staff should look at."""
    wanted = {outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome}
    return run.rows.aggregate(**wanted, to_confirm=Count("pk", filter=Q(to_confirm=True)))


def _move(run: ImportRun, before: set[str], after: str, **values: object) -> None:
    fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
    if fresh.state not in before:
        raise WrongState(fresh.state)
    for name, value in {**values, "state": after}.items():
        setattr(run, name, value)
    run.save(update_fields=["state", "changed_at", *values])
