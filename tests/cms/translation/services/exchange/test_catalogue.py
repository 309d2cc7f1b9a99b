"""PO files from every editor: what is read of them, and the line of what cannot be read."""

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.translation.services.exchange.catalogue import parsed
from cms.translation.services.exchange.problems import FileRefused

HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = 'msgctxt "title"\nmsgid "Jahr"\nmsgstr "Год"\n'
# Whatever PostgreSQL and the format can hold; line ends are those of the format.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60)


def refusal(text: str | bytes) -> tuple[int, str]:
    with pytest.raises(FileRefused) as refused:
        parsed(text if isinstance(text, bytes) else text.encode())
    (problem,) = refused.value.problems
    return problem.line, problem.message


@given(st.lists(st.tuples(TEXTS.filter(bool), TEXTS), min_size=1, max_size=3))
@example([("a\u2028b\x85c", '\\\\n"\t<b>שלום</b> 👩‍👩‍👧\n'), ("\\", '\\"')])
def test_any_text_survives(pairs: list[tuple[str, str]]) -> None:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Language": "ru"}
    shown = [(allowed(source) or "x", allowed(text)) for source, text in pairs]
    file.extend(polib.POEntry(msgctxt=str(n), msgid=shown[n][0], msgstr=shown[n][1]) for n in range(len(shown)))
    found = parsed(str(file).encode())
    assert [(entry.source, entry.text) for entry in found.entries] == shown


def allowed(text: str) -> str:
    """Without the control characters that are refused."""
    return "".join(char for char in text if (char >= " " and char != "\x7f") or char in "\t\n\x0b\x0c")


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + ENTRY).encode("utf-8-sig"),
        (HEADER + ENTRY).replace("\n", "\r\n").encode(),
        (HEADER + ENTRY).replace("\n", "\r").encode(),
        (HEADER + ENTRY).encode("utf-16"),
        (HEADER + ENTRY).replace("UTF-8", "windows-1251").encode("cp1251"),
        # The header says one thing, the editor saved another.
        (HEADER + ENTRY).replace("UTF-8", "windows-1251").encode(),
        (HEADER + ENTRY).replace("UTF-8", "CHARSET").encode(),
        (HEADER + ENTRY + '\n#~ msgid "alt"\n#~ msgstr "x"\n').encode(),
    ],
)
def test_encodings_and_line_ends(data: bytes) -> None:
    found = parsed(data)
    assert [(entry.line, entry.path, entry.source, entry.text) for entry in found.entries] == [
        (6, "title", "Jahr", "Год")
    ]
    assert (found.headers["Language"], found.lines["Language"]) == ("ru", 3)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr "c\n', 8, "Schlüsselwort oder ein Anführungszeichen"),
        (HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr c\n', 8, "Schlüsselwort oder ein Anführungszeichen"),
        (HEADER + 'msgctxt "a"\nmsgid "b" "c"\nmsgstr "c"\n', 7, "Schlüsselwort oder ein Anführungszeichen"),
        (HEADER + "<html>\n", 6, "Schlüsselwort oder ein Anführungszeichen"),
        (HEADER + 'msgctxt "a"\nmsgstr "c"\n', 7, "„msgstr“ kann hier nicht stehen."),
        (HEADER + ENTRY + 'msgstr "noch einmal"\n', 9, "„msgstr“ kann hier nicht stehen."),
        (HEADER + 'msgctxt "a"\nmsgid "b"', 7, "Die Datei ist keine vollständige PO-Datei."),
        ('"text"\n', 1, "Dieser Text gehört zu nichts."),
        (HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr "c\x07"\n', 8, "Steuerzeichen"),
        ("", 0, "Die Datei ist keine vollständige PO-Datei."),
        ((HEADER + ENTRY).encode("cp1251"), 8, "nicht in UTF-8"),
        ((HEADER + ENTRY).replace("UTF-8", "klingon").encode("cp1251"), 0, "(klingon)"),
        (b"\xff\xfea", 0, "(utf-16)"),
        (b"\x89PNG\r\n\x1a\n\0\0", 1, "nicht in UTF-8"),
    ],
)
def test_a_broken_file_names_its_line(text: str | bytes, line: int, says: str) -> None:
    found, message = refusal(text)
    assert (found, says in message) == (line, True), message


def test_what_belongs_to_an_entry() -> None:
    (entry,) = parsed((HEADER + '#: words:xab12\n#, fuzzy\n#| msgid "Alt"\n' + ENTRY).encode()).entries
    assert (entry.unsure, entry.mark, entry.plural) == (True, "xab12", False)
    plural = 'msgctxt "a"\nmsgid "b"\nmsgid_plural "bs"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    assert [entry.plural for entry in parsed((HEADER + plural).encode()).entries] == [True]
