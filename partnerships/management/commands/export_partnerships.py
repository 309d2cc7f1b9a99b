"""manage.py export_partnerships: all public profiles as the table that import_partnerships reads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.services.tabulating import write_csv, write_xlsx

WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}


class Command(BaseCommand):
    """The ending of the file decides on its kind."""

    help = "Write all public partnerships to a CSV or XLSX file that import_partnerships reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        write = WRITERS.get(file.suffix.lower())
        if write is None:
            raise CommandError("The file's name ends in .csv or .xlsx.")
        with file.open("wb") as target:
            count = write(target)
        self.stdout.write(f"{count} partnerships written to {file}.")
