"""Which end of a pair a place is: every page and map gives it the same colour."""

from collections.abc import Sequence
from typing import Literal

Letter = Literal["a", "b"]


def side_letters(countries: Sequence[str]) -> list[Letter]:
    """By the places' countries: "a" is the first one's; where all lie in one country, "a" is the first place alone."""
    is_mixed = len(set(countries)) > 1
    return ["a" if order == 0 or (is_mixed and code == countries[0]) else "b" for order, code in enumerate(countries)]
