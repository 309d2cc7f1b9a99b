"""A translation as a PO file: one entry per text, named for people, outdated ones marked as such."""

import hashlib
from collections.abc import Iterable

import polib
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.translation.services.compose import OUTDATED, UNTRANSLATED, WITHHELD
from cms.translation.services.rows import Row

from .catalogue import MARK
from .markup import names_of, written

PAGE = "X-Dialograum-Page"


def file_of(rows: Iterable[Row], source: Page, target: Page) -> str:
    """The file for a translator, in the language of whoever asks; `rows` are those of the editor."""
    file = polib.POFile(wrapwidth=0)
    file.header = _(
        "Texts that stay empty, are deleted from this file or are marked as fuzzy change nothing on the page.\n"
        'Keep links like <a id="a1"> in your text. What you upload becomes a draft.'
    )
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M%z")
    file.metadata = {
        "Project-Id-Version": " ".join(source.title.split()),
        "POT-Creation-Date": now,
        "PO-Revision-Date": now,
        "Language": target.locale.language_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source.locale.language_code,
        PAGE: str(target.translation_key),
    }
    file.extend(_entry(row) for row in rows)
    return str(file)


def source_in_file(row: Row) -> str:
    """The source text of a row as a file has it."""
    return in_file(row, row.source)


def value_in_file(row: Row) -> str:
    """The translation in work as a file has it."""
    return in_file(row, row.value)


def in_file(row: Row, text: str) -> str:
    """A text of the row, its line ends those of the format."""
    text = written(text, names_of(row.source, row.value)) if row.rich else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def mark_of(text: str) -> str:
    """A short sign of a translation, by which a later upload knows whether it was changed meanwhile."""
    return f"x{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _entry(row: Row) -> polib.POEntry:
    value = value_in_file(row)
    notes = [row.name]
    if row.state == OUTDATED:
        notes.append(_("The source has changed. Correct the translation, or only take the mark “fuzzy” away."))
    elif row.state in (UNTRANSLATED, WITHHELD):
        notes.append(_("Not translated yet."))
    entry = polib.POEntry(
        msgctxt=row.path,
        msgid=source_in_file(row),
        msgstr=value,
        comment="\n".join(notes),
        occurrences=[(f"{MARK}{mark_of(value)}", "")],
        flags=["fuzzy"] if row.state == OUTDATED else [],
    )
    if row.before:
        before = written(row.before, names_of(row.before)) if row.rich else row.before
        entry.previous_msgid = before.replace("\r\n", "\n").replace("\r", "\n")
    return entry
