"""One folding of names for index and query, so that every spelling of a name meets.

A folded word is a key for comparing, not a text to read. German (Duden), English (BGN/PCGN and common)
and scientific (ISO 9) spellings of a Russian name, the Russian name itself, and German words with
ä/ae/a, ö/oe/o, ü/ue/u, ß/ss fold to one key. Sounds that the spellings confuse share a letter:
"h" for х and ч (ch is either), "x" for ш, ж and щ (sch is any), "s" for с, з and ц (z is either).
"""

import re
import unicodedata

from anyascii import anyascii

# Written but not heard, and lost in most spellings.
SIGNS = re.compile(r"[ьъ'’ʹʺʼ′″`´\u0300-\u036f]")
# Letters with a háček and the like stand for a sound of their own in ISO 9 and must not lose it.
SOUNDS = {
    **dict.fromkeys(("schtsch", "shch", "šč", "ŝ", "sch", "sh", "zh", "š", "ž", "ш", "ж", "щ"), "x"),
    **dict.fromkeys(("tsch", "ch", "kh", "h", "č", "х", "ч"), "h"),
    **dict.fromkeys(("ts", "tz", "cz", "ss", "z", "c", "ß", "с", "з", "ц", "тс"), "s"),
    "w": "v",
    "q": "k",
    "x": "ks",
    "ck": "sk",
    "â": "ja",
    "û": "ju",
    "ë": "jo",
    "è": "e",
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "ґ": "g",
    "д": "d",
    "е": "e",
    "ё": "jo",
    "є": "je",
    "и": "i",
    "і": "i",
    "ї": "ji",
    "й": "j",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "т": "t",
    "у": "u",
    "ў": "u",
    "ф": "f",
    "ы": "y",
    "э": "e",
    "ю": "ju",
    "я": "ja",
}
SPELLINGS = re.compile("|".join(sorted(map(re.escape, SOUNDS), key=len, reverse=True)))
WORD = re.compile(r"[^\W_]+")
# In this order: each step reads what the steps before it have left.
STEPS = (
    # е, ё, э: "je", "ye", "jo", "yo"; after ш, ж, щ, ч also a plain "o" (Schtscholkowo).
    (re.compile(r"(?<=[hx])[yj]?o|[yj]+[eo]"), "e"),
    (re.compile(r"(?<=[aeiouy])[yj]|[yj](?=[aou])|[iyj]+$|j"), "i"),
    (re.compile(r"([aou])e"), r"\1"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)


def fold(text: str) -> str:
    """The comparison key of a name: lower-case Latin letters and digits, words joined by a space."""
    lowered = SIGNS.sub("", unicodedata.normalize("NFC", text).lower())
    words = WORD.findall(lowered)
    return " ".join(filter(None, (_fold_word(word) for word in words)))


def _fold_word(word: str) -> str:
    word = SPELLINGS.sub(lambda found: SOUNDS[found[0]], word)
    word = re.sub(r"[^a-z0-9]", "", anyascii(unicodedata.normalize("NFKC", word)).lower())
    for pattern, letter in STEPS:
        word = pattern.sub(letter, word)
    return word
