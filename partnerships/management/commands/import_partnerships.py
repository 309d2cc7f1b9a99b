"""manage.py import_partnerships: a dry run of a file, and what may follow it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from partnerships.models import AT_WORK, DirectoryPage, ImportRow, ImportRun, Outcome, RunState, Written
from partnerships.services.importing import runs
from partnerships.services.importing.limits import MAX_BYTES, MEGABYTE
from partnerships.services.importing.reasons import words


class Command(BaseCommand):
    """FILE | --confirm RUN | --resume RUN | --undo RUN | --report RUN."""

    help = "Compare a CSV or XLSX file with the directory (nothing is written before --confirm)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, nargs="?", help="read a file and report what it would change")
        what.add_argument("--confirm", type=int, metavar="RUN", help="write what the report says")
        what.add_argument("--resume", type=int, metavar="RUN", help="go on with a run that was interrupted")
        what.add_argument("--undo", type=int, metavar="RUN", help="take back what nobody has touched since")
        what.add_argument("--report", type=int, metavar="RUN", help="print the report again")
        parser.add_argument("--directory", metavar="SLUG", help="needed when there are several directories")
        parser.add_argument("--yes", action="store_true", help="confirm the file at once")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            run = self.wanted(options)
            self.work(run)
            if options["file"] and options["yes"] and run.state == RunState.READY:
                self.report(run)
                runs.confirm(run, None)
                self.work(run)
            self.report(run)

    def wanted(self, options: dict[str, Any]) -> ImportRun:
        """The run, new or moved on; raises CommandError."""
        if options["file"]:
            return self.begin(options["file"], options["directory"])
        number = next(options[name] for name in ("confirm", "resume", "undo", "report") if options[name] is not None)
        run = ImportRun.objects.filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no import {number}.")
        try:
            if options["confirm"]:
                runs.confirm(run, None)
            elif options["undo"]:
                runs.undo(run, None)
        except runs.WrongState as error:
            raise CommandError(f"That is not possible now: the import is {run.get_state_display()}.") from error
        except runs.LaterImport as error:
            later = error.run
            raise CommandError(
                f"Import {later.pk} ({later.file_name}) has changed profiles of this one since. Undo that import first."
            ) from error
        return run

    def begin(self, file: Path, slug: str | None) -> ImportRun:
        """A run for a file."""
        directories = DirectoryPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        found = list(directories.filter(slug=slug) if slug else directories)
        if len(found) != 1:
            known = ", ".join(directory.slug for directory in directories)
            raise CommandError(f"Name one directory with --directory: {known or 'there is none yet'}.")
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(words({"code": "too_large", "limit": MAX_BYTES // MEGABYTE}))
        return runs.begin(found[0], file.name, file.read_bytes(), None)

    def work(self, run: ImportRun) -> None:
        """Until staff have their turn, with progress."""
        run.refresh_from_db()
        if run.state not in AT_WORK:
            return
        self.stdout.write(f"Import {run.pk}: {run.get_state_display()}")
        for moved in runs.go_on(run.pk):
            done, of = runs.progress(moved)
            if of:
                self.stdout.write(f"  {done} of {of}")
        run.refresh_from_db()
        if run.state == RunState.REFUSED:
            raise CommandError(words(run.problem))

    def report(self, run: ImportRun) -> None:
        """What there is to say of each row that is not unchanged, then the sums."""
        for row in run.rows.exclude(outcome=Outcome.UNCHANGED).iterator():
            self.stdout.write(f"row {row.number}: {self.line(row)}")
        counts = runs.counts(run)
        self.stdout.write(
            f"Import {run.pk} ({run.get_state_display()}): "
            + ", ".join(f"{counts[outcome.value]} {outcome.label}" for outcome in Outcome)
            + f"; {counts['to_confirm']} to look at"
        )
        if run.ignored:
            self.stdout.write(f"Columns left out: {', '.join(run.ignored)}")
        if run.state == RunState.READY:
            self.stdout.write(f"Nothing is written yet: manage.py import_partnerships --confirm {run.pk}")

    def line(self, row: ImportRow) -> str:
        """Outcome, places, differences, reasons."""
        places = " – ".join(place["name"] for place in row.plan.get("places", []))
        parts = [row.get_outcome_display(), places]
        for difference in row.plan.get("diff", []):
            kept = "" if difference["applied"] else " (kept as it is)"
            parts.append(f"{difference['field']}: {difference['before']!r} -> {difference['after']!r}{kept}")
        said = [*row.plan.get("problems", []), *row.plan.get("notes", []), *row.plan.get("kept", [])]
        parts += [words(reason) for reason in said]
        if row.written != Written.NO:
            parts.append(row.get_written_display())
        return "; ".join(filter(None, parts))
