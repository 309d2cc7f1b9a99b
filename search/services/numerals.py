"""Numbers of editions however they are written: "XIV. Konferenz" is the "14th Conference" and "14-я конференция"."""

import re

LARGEST = 39
ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
# Years and days are written in one way only; a single Roman letter is mostly no number.
WRITTEN = re.compile(r"(?P<digits>[1-9]\d?)(?:st|nd|rd|th)?|(?P<roman>x{0,3}(?:ix|iv|v?i{0,3}))", re.IGNORECASE)
ENDINGS = frozenset({"st", "nd", "rd", "th", "te", "ten", "й", "я", "ая", "ой", "ую", "го", "м"})


def without_ending(words: tuple[str, ...]) -> tuple[str, ...]:
    """The number alone of "14-я"."""
    first, *rest = words
    return (first,) if first.isdigit() and len(rest) == 1 and rest[0].lower() in ENDINGS else words


def other_writings(word: str) -> list[str]:
    """The same number in the other ways; empty for what is no small number."""
    found = WRITTEN.fullmatch(word)
    if not found or (len(word) < 2 and not word.isdigit()):
        return []
    number = int(found["digits"]) if found["digits"] else _value(found["roman"].lower())
    if not 1 <= number <= LARGEST:
        return []
    return sorted({str(number), _roman(number), f"{number}{_english_ending(number)}"} - {word.lower()})


def _value(roman: str) -> int:
    values = {"x": 10, "v": 5, "i": 1}
    digits = [values[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def _roman(number: int) -> str:
    written = ""
    for letters, value in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _english_ending(number: int) -> str:
    if 10 < number < 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
