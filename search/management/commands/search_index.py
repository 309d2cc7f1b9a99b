"""manage.py search_index rebuild|server|compare: the documents, and what the search server holds of them."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.engines.elastic.connection import Refused, Unavailable
from search.services.rebuilding import rebuild
from search.services.server import comparing, rebuilding


class Command(BaseCommand):
    """Nothing but time is lost when any of it is run."""

    help = "Rebuild the search documents from the content store, or the search server's indexes from the documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "action",
            choices=("rebuild", "server", "compare"),
            help="rebuild: the documents; server: new indexes on the search server; compare: mend what differs there",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "rebuild":
            self.rebuild()
            return
        if not settings.SEARCH_URLS:
            raise CommandError("SEARCH_URL names no search server.")
        try:
            self.build_indexes() if options["action"] == "server" else self.compare()
        except (Unavailable, Refused) as error:
            raise CommandError(f"The search server did not answer: {error}") from error

    def rebuild(self) -> None:
        """From the first page to the last; what is stored already is passed over."""
        for at in rebuild():
            self.stdout.write(f"{at.done} of {at.of} pages, {at.written} documents written")

    def build_indexes(self) -> None:
        """Every language, to the end; a rebuild that was interrupted goes on where it was."""
        for run in rebuilding.request(calls_worker=False):
            if rebuilding.is_worked_at(run):
                self.stdout.write(f"{run.locale}: the worker is at it, {run.done} of {run.total}")
                continue
            if run.ended_at:
                continue
            for at in rebuilding.go_on(run):
                self.stdout.write(f"{at.locale}: {at.done} of {at.total}")
            if run.problem:
                raise CommandError(run.problem)

    def compare(self) -> None:
        """What differed, and what still does."""
        run = comparing.compare_all()
        if run.problem:
            raise CommandError(run.problem)
        self.stdout.write(
            f"{run.total} documents: {run.missing} were missing, {run.outdated} outdated, {run.surplus} surplus; "
            f"{run.remaining} differences remain."
        )
