"""The dry run: the file is checked as a whole, then each row is compared with the directory; nothing else is written.

Killed anywhere, it goes on behind the last row that was stored; discarded meanwhile, it stops.
"""

import io
from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from partnerships.models import ImportFile, ImportRow, ImportRun, Outcome, RunState

from .columns import check_head
from .planning import Plan, Planner
from .reasons import BadFile
from .tables import Table, opened

BATCH = 250

Cells = tuple[int, dict[str, str]]


def check(run: ImportRun) -> bool:
    """Read the whole file without keeping anything but its length; a bad one is refused with its reason.

    Whether there is something to read.
    """
    content = content_of(run)
    if content is None:
        return False
    found = {}
    try:
        with opened(content) as table:
            found["ignored"] = check_head(table.head)
            found["total"] = counted(table)
    except BadFile as bad:
        found |= {"state": RunState.REFUSED, "problem": bad.said}
    with transaction.atomic():
        fresh = still_read(run)
        if fresh is None:
            return False
        for name, value in found.items():
            setattr(fresh, name, value)
        fresh.save(update_fields=[*found, "changed_at"])
        if fresh.state == RunState.REFUSED:
            ImportFile.objects.filter(run=run).delete()
    return fresh.state == RunState.READING


def content_of(run: ImportRun) -> io.BytesIO | None:
    """The file; None when the run has moved on and left it behind."""
    content = ImportFile.objects.filter(run=run).values_list("content", flat=True).first()
    return None if content is None else io.BytesIO(content)


def still_read(run: ImportRun) -> ImportRun | None:
    """The run as it is now, held to the end of the transaction; None when it is read no more."""
    return ImportRun.objects.select_for_update().filter(pk=run.pk, state=RunState.READING).first()


def counted(table: Table) -> int:
    """How many rows there are, every one of them read; raises BadFile."""
    total = sum(1 for _ in table.rows)
    if not total:
        raise BadFile("no_rows")
    return total


def read(run: ImportRun) -> Iterator[int]:
    """Store the rows with their plans, batch by batch; yields how many were stored.

    What is stored is not planned again: the planner is told of it, since later rows may mean the places it makes.
    """
    content = content_of(run)
    if content is None:
        return
    planner, last = Planner(), 0
    for last, known in run.rows.order_by("number").values_list("number", "plan__known").iterator():
        planner.remember(last, known)
    with opened(content) as table:
        cells = cells_of(table, last)
        while batch := list(islice(cells, BATCH)):
            plans = planner.plan([(number, raw, {}) for number, raw in batch])
            rows = [row_of(run, plan, raw) for plan, (_, raw) in zip(plans, batch, strict=True)]
            if not store(run, rows):
                return
            yield len(rows)
    finish(run)


def cells_of(table: Table, last: int) -> Iterator[Cells]:
    """Rows behind the last as {column: text}, without empty cells and without columns that have no name."""
    for number, row in table.rows:
        if number > last:
            yield number, {name: text for name, text in zip(table.head, row, strict=False) if name and text.strip()}


def row_of(run: ImportRun, plan: Plan, raw: dict[str, str]) -> ImportRow:
    """A row of the report."""
    return ImportRow(
        run=run, number=plan.number, raw=raw, outcome=plan.outcome, plan={**plan.stored(), "known": plan.known},
        partnership=plan.key, to_confirm=bool(plan.record.notes) and plan.outcome != Outcome.UNCHANGED,
    )  # fmt: skip


@transaction.atomic
def store(run: ImportRun, rows: list[ImportRow]) -> bool:
    """Whether the run is still read. Two workers at the same run: the second finds its rows there."""
    fresh = still_read(run)
    if fresh is None:
        return False
    ImportRow.objects.bulk_create(rows, ignore_conflicts=True)
    fresh.save(update_fields=["changed_at"])
    return True


@transaction.atomic
def finish(run: ImportRun) -> None:
    """The report is complete; the file has done its work."""
    fresh = still_read(run)
    if fresh is None:
        return
    fresh.state = RunState.READY
    fresh.save(update_fields=["state", "changed_at"])
    ImportFile.objects.filter(run=run).delete()
