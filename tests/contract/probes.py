"""What is asked of the site when leaks are looked for."""

from dataclasses import dataclass
from typing import Any

LANGUAGES = ("de", "ru", "en")


@dataclass(frozen=True)
class Probe:
    """One request; `private` must not be answered with 200 at all, and what `shows` must show something public.

    `told` are marks that this door may tell; `form` is what is sent by POST in place of a GET.
    """

    path: str
    form: tuple[tuple[str, Any], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    private: bool = False
    for_accounts: bool = False
    shows: bool = False
    told: frozenset[str] = frozenset()
