"""A program of its own that reads a PDF, a Word file or plain text from stdin and writes its words to stdout.

Nothing of the site is imported: whatever a file does to its reader, it does to this process alone.
"""

import re
import resource
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 30
MOST_PAGES = 300
MOST_CHARACTERS = 300_000
# What a Word file may unfold to.
MOST_UNPACKED_BYTES = 200_000_000
FORMATS = ("pdf", "docx", "txt")
UNREADABLE = 3
SPACE = re.compile(r"\s+")


def pdf_texts(content: bytes) -> Iterator[str]:
    """The text of each page, as far as the file has any; raises what pypdf raises."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    for number, page in enumerate(reader.pages):
        if number == MOST_PAGES:
            return
        yield page.extract_text()


def docx_texts(content: bytes) -> Iterator[str]:
    """Paragraphs and cells in reading order; raises what python-docx raises."""
    from docx import Document

    with ZipFile(BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise ValueError("The file unfolds to too much.")
    for part in Document(BytesIO(content)).iter_inner_content():
        if hasattr(part, "rows"):
            yield from (cell.text for row in part.rows for cell in row.cells)
        else:
            yield part.text


def plain_texts(content: bytes) -> Iterator[str]:
    """UTF-8, with or without mark; raises UnicodeDecodeError."""
    yield content.decode("utf-8-sig")


def joined(texts: Iterable[str]) -> str:
    """One line a text, blanks folded, cut where it is too long."""
    found, size = [], 0
    for text in texts:
        line = SPACE.sub(" ", text.replace("\x00", " ")).strip()
        if line:
            found.append(line)
            size += len(line) + 1
        if size >= MOST_CHARACTERS:
            break
    return "\n".join(found)[:MOST_CHARACTERS]


def main(kind: str) -> int:
    """0, or UNREADABLE for a file that is not what its name says."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    read = {"pdf": pdf_texts, "docx": docx_texts, "txt": plain_texts}[kind]
    try:
        text = joined(read(sys.stdin.buffer.read()))
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything
        sys.stderr.write(f"{type(error).__name__}: {error}"[:500])
        return UNREADABLE
    sys.stdout.buffer.write(text.encode("utf-8", "ignore"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
