"""manage.py search_index rebuild: index every public item again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.services.indexing import rebuild


class Command(BaseCommand):
    """Rebuilds the index from the content store; nothing but time is lost when it is run."""

    help = "Rebuild the search index from the content store."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=("rebuild",))

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} documents indexed.")
