"""Uploaded files are read apart from the site, and whatever is in them does it no harm."""

import pytest
from django.core.files.base import ContentFile

from cms.media.models import DocumentFile
from search.models import DocumentText
from search.services.documents import extraction, reading
from tests.factories.media import DocumentFileFactory
from tests.search.services.documents.files import docx_of, pdf_of

Outcome = DocumentText.Outcome


def uploaded(name: str, content: bytes) -> DocumentFile:
    return DocumentFileFactory(file=ContentFile(content, name=name))


def test_words_of_a_pdf() -> None:
    assert (
        extraction.joined(extraction.pdf_texts(pdf_of("Jugend und  Klima", "Seite zwei")))
        == "Jugend und Klima\nSeite zwei"
    )


def test_words_of_a_word_file() -> None:
    content = docx_of("Программа встречи", "", cells=("Zeit", "Ort"))
    assert extraction.joined(extraction.docx_texts(content)) == "Программа встречи\nZeit\nOrt"


def test_pages_and_characters_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_PAGES", 2)
    monkeypatch.setattr(extraction, "MOST_CHARACTERS", 7)
    assert list(extraction.pdf_texts(pdf_of("eins", "zwei", "drei"))) == ["eins", "zwei"]
    assert extraction.joined(["eins", "zwei", "drei"]) == "eins\nzw"


def test_a_word_file_that_unfolds_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(ValueError, match="unfolds"):
        list(extraction.docx_texts(docx_of("kurz")))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "outcome", "text"),
    [
        ("programm.pdf", pdf_of("Jugend"), Outcome.READ, "Jugend"),
        ("Programm.DOCX", docx_of("Молодёжь"), Outcome.READ, "Молодёжь"),
        ("notiz.txt", "Für Köln".encode(), Outcome.READ, "Für Köln"),
        ("alt.txt", "Für Köln".encode("latin-1"), Outcome.UNREADABLE, ""),
        ("kaputt.pdf", b"%PDF-1.4 and nothing else", Outcome.UNREADABLE, ""),
        ("kaputt.docx", b"PK\x03\x04 no archive", Outcome.UNREADABLE, ""),
        ("leer.pdf", b"", Outcome.UNREADABLE, ""),
        ("zahlen.csv", b"a;b", Outcome.UNKNOWN_FORMAT, ""),
    ],
)
def test_what_comes_of_a_file(db: None, name: str, content: bytes, outcome: str, text: str) -> None:
    kept = reading.read(uploaded(name, content))
    assert (kept.outcome, kept.text) == (outcome, text)


def test_large_slow_and_missing_files_give_no_fault(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    document = uploaded("programm.txt", b"Programm")
    monkeypatch.setattr(reading, "MOST_BYTES", 7)
    assert reading.read(document).outcome == Outcome.TOO_LARGE
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    assert reading.read(document).outcome == Outcome.TOO_SLOW
    document.file.storage.delete(document.file.name)
    assert reading.read(DocumentFile.objects.get(pk=document.pk)).outcome == Outcome.UNREADABLE


def test_a_file_is_read_once(db: None) -> None:
    document = uploaded("zahlen.csv", b"a;b")
    assert reading.needs_reading(document)
    assert reading.read_missing() == 1
    reading.read_document.func(document.pk)
    assert not reading.needs_reading(document)
    assert reading.read_missing() == 0
    document.file_hash = "0" * 40
    document.save()
    assert reading.needs_reading(document)
    assert reading.read_missing() == 1
    reading.read_document.func(0)
