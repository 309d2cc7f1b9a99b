"""One folding of names for index and query, so that every spelling of a name meets."""

import re
import unicodedata

from anyascii import anyascii

# Order matters: longer spellings first, so that "shch" is not read as "sh" + "ch".
SOUNDS = (
    ("schtsch", "sc"),
    ("shch", "sc"),
    ("tsch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("kh", "c"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("ss", "s"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
)


def fold(text: str) -> str:
    """The comparison key of a name: ASCII, lower case, spellings of German and Russian sounds united."""
    ascii_text = anyascii(unicodedata.normalize("NFC", text)).lower()
    words = re.findall(r"[a-z0-9]+", ascii_text)
    return " ".join(_fold_word(word) for word in words)


def _fold_word(word: str) -> str:
    for spelling, sound in SOUNDS:
        word = word.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", word)
