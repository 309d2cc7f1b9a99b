"""A file against the page as it is now: what is taken, what somebody must decide, what has no place any more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.translation.richtext import plain
from cms.translation.services.compose import OUTDATED
from cms.translation.services.rows import Row
from cms.translation.units import signature_of

from .catalogue import Catalogue, Entry
from .markup import MarkupRefused, allowed_tags, names_of, read
from .problems import FileRefused, Problem
from .writing import PAGE, mark_of, source_in_file, value_in_file


@dataclass(frozen=True)
class Conflict:
    """A text of the file beside a row that has moved on; the row's `before` is the source the file translates."""

    row: Row
    text: str


@dataclass
class Merge:
    """Texts to save by path; conflicts; words without a place; how many were marked as unsure and stay out."""

    texts: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unsure: int = 0


def merged(catalogue: Catalogue, rows: Sequence[Row], target: Page) -> Merge:
    """What the file says that the page does not; raises FileRefused, with every problem, when one is wrong.

    Empty, missing and unsure texts keep what is there.
    """
    problems = [*_of_another_page(catalogue, target), *_entries_out_of_place(catalogue.entries)]
    if problems:
        raise FileRefused(problems)
    by_path = {row.path: row for row in rows}
    by_text = {(signature_of(row.path), source_in_file(row)): row for row in rows}
    merge, taken = Merge(), set()
    for entry in catalogue.entries:
        row = by_path.get(entry.path) or by_text.get((signature_of(entry.path), entry.source))
        if row is not None and row.path in taken:
            row = None
        if row is not None:
            taken.add(row.path)
        problems += _put(merge, entry, row)
    if problems:
        raise FileRefused(problems)
    return merge


def _put(merge: Merge, entry: Entry, row: Row | None) -> list[Problem]:
    """Decide about one entry; the problems of its text, if it is wanted."""
    current = value_in_file(row) if row is not None else ""
    if row is not None and entry.text == current:
        if _is_confirmed(entry, row):
            merge.texts[row.path] = row.value
    elif plain(entry.text) and _is_changed(entry, current):
        if row is None:
            merge.lost.append(entry.text)
        elif entry.unsure:
            merge.unsure += 1
        else:
            return _take(merge, entry, row)
    return []


def _take(merge: Merge, entry: Entry, row: Row) -> list[Problem]:
    """Somebody's new words: saved, or to be decided about where the page has moved on."""
    same_source, current = entry.source == source_in_file(row), value_in_file(row)
    try:
        text = _stored(entry.text, row, strict=same_source)
    except MarkupRefused as refused:
        return [Problem(entry.line, reason, row.name) for reason in refused.reasons]
    except ValidationError as error:
        return [Problem(entry.line, reason, row.name) for reason in error.messages]
    if same_source and (not current or mark_of(current) == entry.mark):
        merge.texts[row.path] = text
    else:
        merge.conflicts.append(Conflict(row if same_source else _beside(row, entry), text))
    return []


def _is_confirmed(entry: Entry, row: Row) -> bool:
    """An outdated text whose mark somebody has taken away, knowing the source of today."""
    return row.state == OUTDATED and not entry.unsure and entry.source == source_in_file(row)


def _is_changed(entry: Entry, current: str) -> bool:
    """Whether somebody has written in the file; a file that lost its marks is compared with what is there."""
    return mark_of(entry.text) != entry.mark if entry.mark else entry.text != current


def _stored(text: str, row: Row, strict: bool) -> str:
    """As the page keeps it."""
    if row.rich:
        names = names_of(row.source, row.value)
        text = read(text, names, names_of(row.source).keys(), allowed_tags(row.features, row.source), strict)
    text = text.strip()
    row.check(text)
    return text


def _beside(row: Row, entry: Entry) -> Row:
    """The row with the source text that the file translates as what was there before."""
    return replace(row, before=entry.source, state=OUTDATED)


def _of_another_page(catalogue: Catalogue, target: Page) -> Iterator[Problem]:
    headers = catalogue.headers
    if PAGE not in headers:
        message = _("The file does not say which page it belongs to: its header “%(header)s” is missing.")
        yield Problem(1, message % {"header": PAGE})
    elif headers[PAGE] != str(target.translation_key):
        yield Problem(catalogue.lines.get(PAGE, 1), _("The file belongs to another page."))
    language = headers.get("Language", "")
    wanted = target.locale.language_code
    if not language:
        yield Problem(1, _("The file does not say which language it is in: its header “Language” is missing."))
    elif language.replace("_", "-").lower().split("-")[0] != wanted.lower().split("-")[0]:
        message = _("The file is in another language (%(language)s) than this page (%(wanted)s).")
        line = catalogue.lines.get("Language", 1)
        yield Problem(line, message % {"language": language[:40], "wanted": wanted})


def _entries_out_of_place(entries: Sequence[Entry]) -> Iterator[Problem]:
    known: dict[str, int] = {}
    for entry in entries:
        if entry.plural:
            yield Problem(entry.line, _("Texts of pages have no plural forms."))
        elif not entry.path:
            yield Problem(entry.line, _("The text does not say where it belongs: its “msgctxt” is missing."))
        elif entry.path in known:
            yield Problem(entry.line, _("The same text stands in line %(line)d already.") % {"line": known[entry.path]})
        known.setdefault(entry.path, entry.line)
