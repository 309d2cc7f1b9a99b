"""The dry run: the file is checked as a whole, then each row is compared with the directory; nothing else is written.

Killed anywhere, it goes on behind the last row that was stored.
"""

import io
from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from partnerships.models import ImportRow, ImportRun, Outcome, RunState

from .columns import check_head
from .planning import Plan, Planner
from .reasons import BadFile
from .tables import Table, opened

BATCH = 250

Cells = tuple[int, dict[str, str]]


def check(run: ImportRun) -> None:
    """Read the whole file without keeping anything but its length; a bad one is refused with its reason."""
    try:
        with opened(io.BytesIO(run.file.content)) as table:
            run.ignored = check_head(table.head)
            run.total = counted(table)
    except BadFile as bad:
        run.state, run.problem = RunState.REFUSED, bad.said
        run.file.delete()
    run.save(update_fields=["state", "problem", "ignored", "total", "changed_at"])


def counted(table: Table) -> int:
    """How many rows there are, every one of them read; raises BadFile."""
    total = sum(1 for _ in table.rows)
    if not total:
        raise BadFile("no_rows")
    return total


def read(run: ImportRun) -> Iterator[int]:
    """Store the rows with their plans, batch by batch; yields how many were read."""
    planner = Planner()
    last = run.rows.order_by("-number").values_list("number", flat=True).first() or 0
    done = 0
    with opened(io.BytesIO(run.file.content)) as table:
        cells = cells_of(table)
        while batch := list(islice(cells, BATCH)):
            # Rows that are stored are planned again, too: later ones may mean the places they make.
            plans = planner.plan([(number, raw, {}) for number, raw in batch])
            rows = [row_of(run, plan, raw) for plan, (_, raw) in zip(plans, batch, strict=True) if plan.number > last]
            done += len(batch)
            store(run, rows)
            yield done
    finish(run)


def cells_of(table: Table) -> Iterator[Cells]:
    """Rows as {column: text}, without empty cells and without columns that have no name."""
    for number, row in table.rows:
        yield number, {name: text for name, text in zip(table.head, row, strict=False) if name and text.strip()}


def row_of(run: ImportRun, plan: Plan, raw: dict[str, str]) -> ImportRow:
    """A row of the report."""
    return ImportRow(
        run=run, number=plan.number, raw=raw, outcome=plan.outcome, plan=plan.stored(), partnership=plan.key,
        to_confirm=bool(plan.record.notes) and plan.outcome != Outcome.UNCHANGED,
    )  # fmt: skip


@transaction.atomic
def store(run: ImportRun, rows: list[ImportRow]) -> None:
    """Two workers at the same run: the second finds its rows there."""
    ImportRun.objects.select_for_update().get(pk=run.pk)
    ImportRow.objects.bulk_create(rows, ignore_conflicts=True)
    run.save(update_fields=["changed_at"])


@transaction.atomic
def finish(run: ImportRun) -> None:
    """The report is complete; the file has done its work."""
    run.state = RunState.READY
    run.save(update_fields=["state", "changed_at"])
    run.file.delete()
