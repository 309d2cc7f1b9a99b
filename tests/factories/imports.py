"""Tables as bytes, and imports of them: read, or written too."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from partnerships.models import DirectoryPage, ImportRun
from partnerships.services.importing import runs

CHEMNITZ_VOLGOGRAD = {
    "german_name": "Chemnitz", "german_type": "city", "german_state": "Sachsen", "russian_name_de": "Wolgograd",
    "russian_type": "city", "russian_region": "Gebiet Wolgograd", "since_year": "1988", "status": "dormant",
    "status_note": "Kontakte ruhen", "status_as_of": "2022", "source": "https://example.org/a ; Auskunft der Stadt",
    "relation_kind": "partnership", "confidence": "high",
}  # fmt: skip


def csv_of(*rows: Mapping[str, str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A table with the columns of all rows."""
    head = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, head, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with one sheet of these cells."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def go_on(run: ImportRun) -> ImportRun:
    """Let the run work until staff have their turn."""
    for _ in runs.go_on(run.pk):
        pass
    run.refresh_from_db()
    return run


def import_read(directory: DirectoryPage, *rows: Mapping[str, str]) -> ImportRun:
    """A run that waits for confirmation."""
    return go_on(runs.begin(directory, "pairs.csv", csv_of(*rows), None))


def import_written(directory: DirectoryPage, *rows: Mapping[str, str]) -> ImportRun:
    """A run that is done."""
    run = import_read(directory, *rows)
    runs.confirm(run, None)
    return go_on(run)
