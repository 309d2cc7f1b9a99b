"""Sort keys computed by us, so that every database sorts alike: as German and Russian dictionaries do."""

import unicodedata

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# Digits before Latin before Cyrillic; 0 is kept for "nothing", which sorts before something.
ALPHABET = f" 0123456789abcdefghijklmnopqrstuvwxyz{CYRILLIC}"
WEIGHTS = {character: bytes([weight]) for weight, character in enumerate(ALPHABET, 1)}
OTHER = b"\xf0"
SPELLED_OUT = str.maketrans(
    {"-": " ", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ё": "е"}
)
MAX_BYTES = 1024


def sort_key(text: str) -> bytes:
    """Bytes that sort as a dictionary does: letters first, accents only between equals; punctuation is skipped."""
    words = " ".join(text.casefold().translate(SPELLED_OUT).split())
    return (b"".join(map(_weight, words)) + b"\x00" + text.encode())[:MAX_BYTES]


def _weight(character: str) -> bytes:
    if character in WEIGHTS:
        return WEIGHTS[character]
    base = unicodedata.normalize("NFKD", character)
    if base != character:
        return b"".join(WEIGHTS.get(part, b"") for part in base)
    return OTHER + character.encode("utf-32-be") if character.isalnum() else b""
