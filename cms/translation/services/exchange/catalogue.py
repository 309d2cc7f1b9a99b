"""The PO format: bytes to entries with their lines, refused where a line is broken."""

import codecs
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from .problems import FileRefused, Problem

MARK = "words:"
KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(\[\d+\])?\s")
LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*', re.DOTALL
)
FOLLOWERS = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgctxt", "msgid"},
}
CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Entry:
    """One text of a file; `mark` is what its translation was when the file was written, "" if the file lost it."""

    line: int
    path: str
    source: str
    text: str
    unsure: bool
    mark: str
    plural: bool = False


@dataclass(frozen=True)
class Catalogue:
    """A file's headers, where each begins, and its entries."""

    headers: dict[str, str]
    lines: dict[str, int]
    entries: list[Entry]


def parsed(data: bytes) -> Catalogue:
    """The catalogue in a file of any editor, UTF-8 or UTF-16 or as its header says, any line ends; or FileRefused."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    problems = list(_broken_lines(text))
    if problems:
        raise FileRefused(problems[:1])
    # From a file: given a text, the parser would also break lines at separators that stand inside of texts.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "words.po")
        path.write_bytes(text.encode())
        try:
            file = polib.pofile(str(path), encoding="utf-8")
        except (OSError, ValueError) as error:
            line = re.search(r"line (\d+)", str(error))
            raise FileRefused([Problem(int(line[1]) if line else 0, _("This line cannot be read."))]) from None
    return Catalogue(dict(file.metadata), _header_lines(text), [_entry(entry) for entry in file if not entry.obsolete])


def _entry(entry: polib.POEntry) -> Entry:
    places = (":".join(filter(None, place)) for place in entry.occurrences)
    mark = next((place.removeprefix(MARK) for place in places if place.startswith(MARK)), "")
    return Entry(
        line=entry.linenum,
        path=entry.msgctxt or "",
        source=entry.msgid,
        text=entry.msgstr,
        unsure="fuzzy" in entry.flags,
        mark=mark,
        plural=bool(entry.msgid_plural or entry.msgstr_plural),
    )


def _decoded(data: bytes) -> str:
    """By its mark, else UTF-8, else what its header says: an editor that changes the one forgets the other."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _in(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        named = CHARSET.search(data[:4096])
        charset = named[1].decode("ascii") if named else "utf-8"
        if charset.lower().replace("-", "") in ("utf8", "charset"):
            line = data.count(b"\n", 0, error.start) + 1
            message = _("The file is not written in UTF-8. Save it as UTF-8 and upload it again.")
            raise FileRefused([Problem(line, message)]) from None
        return _in(data, charset)


def _in(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        message = _("The file is not written in the encoding it names (%(charset)s). Save it as UTF-8.")
        raise FileRefused([Problem(0, message % {"charset": charset[:40]})]) from None


def _broken_lines(text: str) -> Iterator[Problem]:
    before, number = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if FORBIDDEN.search(line):
            yield Problem(number, _("This line has a control character, which no text can have."))
        elif not LINE.fullmatch(line):
            yield Problem(number, _("This line cannot be read: a keyword or a quotation mark is missing."))
        elif not line.lstrip().startswith("#"):
            keyword = KEYWORD.match(line.lstrip())
            if keyword is None:
                if line.strip() and not before:
                    yield Problem(number, _("This text belongs to nothing."))
                continue
            repeated = keyword[1] == before == "msgstr" and keyword[2] not in (None, "[0]")
            if keyword[1] not in FOLLOWERS[before] and not repeated:
                yield Problem(number, _("“%(keyword)s” cannot stand here.") % {"keyword": keyword[1]})
            before = keyword[1]
    if before != "msgstr":
        yield Problem(number if before else 0, _("The file is not a whole PO file."))


def _header_lines(text: str) -> dict[str, int]:
    """Where each header stands; those that were lost are asked for in line 1."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n")[:200], 1):
        name = re.match(r'"([\w-]+):', line)
        if name:
            found.setdefault(name[1], number)
    return found
