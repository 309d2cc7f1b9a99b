"""manage.py translations check|forget|recount: what translations have lost, and what is to be done of them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.translation.services import orphans
from cms.translation.services.recounting import recount


class Command(BaseCommand):
    """check | forget | recount."""

    help = "Look for orphaned translations; forget words whose page is gone; count the words to do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser(
            "check", help="list orphans of every kind and how to mend them; exit code 1 when there are any"
        )
        actions.add_parser("forget", help="delete words whose page is gone in every language")
        actions.add_parser("recount", help="count what is to be done of every translation, page by page")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, f"run_{action}")(**options)

    def run_check(self, **options: Any) -> None:
        """Per kind what is wrong, which ones, and how to mend them."""
        number = 0
        for kind in orphans.KINDS:
            found = list(kind.find())
            if not found:
                continue
            number += len(found)
            self.stdout.write(f"{kind.sentence} ({kind.name}, {len(found)})")
            for line in found:
                self.stdout.write(f"  {line}")
            self.stdout.write(f"  To mend: {kind.mend}")
        if number:
            raise CommandError(f"Orphans: {number}.")
        self.stdout.write("No orphan.")

    def run_forget(self, **options: Any) -> None:
        """Nothing else is changed."""
        self.stdout.write(f"{orphans.forget_lost_words()} rows deleted.")

    def run_recount(self, **options: Any) -> None:
        """May be stopped and run again."""
        self.stdout.write(f"{sum(1 for _title in recount())} pages counted.")
