"""The filters of a list as readers see them: choices with counts, and what is chosen with the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One value; `language` is empty when the label is in the reader's."""

    value: str
    label: Any
    count: int
    chosen: bool
    language: str = ""


@dataclass(frozen=True)
class Filter:
    """One filter with its choices."""

    name: str
    label: Any
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Chosen:
    """One active filter and the address without it."""

    label: Any
    value: Any
    address: str
    language: str = ""
