"""What an app declares searchable: one profile per content type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Detail = Mapping[str, Any]


@dataclass(frozen=True)
class SearchProfile:
    """Which texts of an item's public detail are searched; title, lead, body and entity names always are.

    `texts` gives further strings (labels of children, mottos); `label` names the type in the reader's language.
    """

    label: Any
    texts: Callable[[Detail], Sequence[str]] = lambda detail: ()
