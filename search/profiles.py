"""What an app declares searchable: one profile per content type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.plugins.registry import registry

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
    which apps share by declaring the same. `weight` multiplies the score of its pages. `called` are further words
    by which visitors ask for the type, whatever a page of it says of itself.
    """

    label: Any
    words: Sequence[str] = ()
    weight: float = 1.0
    facets: Mapping[str, Facet] = field(default_factory=dict)
    called: Any = ""


def called(kind: str, locale: str) -> str:
    """What the type is called in a language, in all the words that are declared; empty for one without a profile."""
    profile = registry.read("search_profiles").get(kind)
    if profile is None:
        return ""
    with override(locale):
        return f"{profile.label} {profile.called}"
