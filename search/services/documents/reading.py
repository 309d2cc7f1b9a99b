"""The text of uploaded files, read by the worker once per file and kept beside the document."""

import logging
import subprocess
import sys

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat
from django_tasks import task

from cms.content_store.services import turns
from cms.media.models import DocumentFile
from search.models import DocumentText
from search.services.indexing import refresh_everywhere

from . import extraction

logger = logging.getLogger(__name__)

MOST_BYTES = 25_000_000
SECONDS = 45
MOST_AT_ONCE = 20
Outcome = DocumentText.Outcome


@task()
def read_document(document_id: int) -> None:
    """The background task of an upload."""
    document = DocumentFile.objects.filter(pk=document_id).first()
    if document is not None and needs_reading(document):
        read(document)


def needs_reading(document: DocumentFile) -> bool:
    """Whether its file was not read yet."""
    return not DocumentText.objects.filter(document=document, file=file_of(document)).exists()


def file_of(document: DocumentFile) -> str:
    """Name and content of the file as one word."""
    return f"{document.file_hash}:{document.file.name}"[:300]


def read(document: DocumentFile) -> DocumentText:
    """Read the file and keep its text; then whoever shows the document is found by it. A broken file has none."""
    outcome, text = _extracted(document)
    # No page that shows it is withdrawn between reading and writing.
    with turns.one_writer():
        kept, _created = DocumentText.objects.update_or_create(
            document=document, defaults={"file": file_of(document), "outcome": outcome, "text": text}
        )
        refresh_everywhere("documentfile", str(document.pk))
    return kept


def read_missing() -> int:
    """Give tasks to documents whose file was not read, a few at a time; returns how many. The worker asks hourly."""
    of_today = Concat(F("file_hash"), Value(":"), F("file"), output_field=CharField())
    unread = DocumentFile.objects.filter(Q(searched_text=None) | ~Q(searched_text__file=of_today))
    found = list(unread.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for pk in found:
        read_document.enqueue(pk)
    return len(found)


def _extracted(document: DocumentFile) -> tuple[Outcome, str]:
    kind = document.file_extension.lower()
    if kind not in extraction.FORMATS:
        return Outcome.UNKNOWN_FORMAT, ""
    try:
        with document.open_file() as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return Outcome.UNREADABLE, ""
    if len(content) > MOST_BYTES:
        return Outcome.TOO_LARGE, ""
    return _run(kind, content, document.pk)


def _run(kind: str, content: bytes, document_id: int) -> tuple[Outcome, str]:
    """Isolated and limited; see the program."""
    command = [sys.executable, "-I", extraction.__file__, kind]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        logger.warning("document too slow to read", extra={"document": document_id})
        return Outcome.TOO_SLOW, ""
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace")[-300:]
        logger.warning("document not readable", extra={"document": document_id, "reason": reason})
        return Outcome.UNREADABLE, ""
    return Outcome.READ, done.stdout.decode()
