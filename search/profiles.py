"""What an app declares searchable: one profile per content type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

YEAR, PLACE = _("Year"), _("Place")


@dataclass(frozen=True)
class Facet:
    """A facet of content items (`stored`, e.g. "news:year") by which hits are narrowed down.

    `values` says what its values are: words as they stand, keys of places or topics, translation keys of pages.
    """

    stored: str
    label: Any
    values: Literal["text", "place", "topic", "page"] = "text"


@dataclass(frozen=True)
class SearchProfile:
    """Which texts of an item's public detail are searched; title, lead, body and entity names always are.

    `words` names further fields that hold words, dotted below others ("deadlines.label"); no other is searched.
    `label` names the type in the reader's language; `facets` are those of the type by their name in addresses,
    which apps share by declaring the same. `weight` multiplies the score of its pages.
    """

    label: Any
    words: Sequence[str] = ()
    weight: float = 1.0
    facets: Mapping[str, Facet] = field(default_factory=dict)
