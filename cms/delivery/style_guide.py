"""The style guide: every token, component, block and state on one page, as readers meet them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BoundBlock

from cms.blocks.body import FORM_TYPE, BodyBlock
from cms.content_store.services import reading
from cms.media.services.rights import restricted_collections

# Names of custom properties in tokens.css, whose contrast stands in the table beside them.
COLOURS = (
    "paper", "surface", "ink", "muted", "accent", "side-a", "side-b", "active", "resting", "suspended", "ended",
    "focus", "hairline", "edge", "mark",
)  # fmt: skip
SIZES = ("small", "interface", "body", "lead", "3", "2", "1", "period", "statement")
SPACES = range(1, 9)
STATES = (
    ("active", _("active")),
    ("announced", _("announced")),
    ("resting", _("resting")),
    ("suspended", _("suspended")),
    ("ended", _("ended")),
    ("unknown", _("unknown")),
)
CARDS, AMONG = 4, 100


@dataclass(frozen=True)
class Specimen:
    """A block as its preview shows it."""

    name: str
    label: str
    description: str
    html: SafeString


def style_guide(request: HttpRequest) -> HttpResponse:
    """Only where the settings say STYLE_GUIDE: its samples are no content."""
    language = request.LANGUAGE_CODE
    context = {
        "specimens": list(specimens()),
        "colours": COLOURS,
        "sizes": SIZES,
        "spaces": SPACES,
        "states": STATES,
        "cards": _cards(language),
    }
    return render(request, "cms/style_guide.html", context)


def _cards(language: str) -> list[reading.Card]:
    """The newest of each kind of page."""
    newest = reading.list_cards(language, limit=AMONG).cards
    return list({card["type"]: card for card in reversed(newest)}.values())[:CARDS]


def specimens() -> Iterator[Specimen]:
    """Every block that bodies may hold, the host's and the plugins', with its sample."""
    restricted = SimpleLazyObject(restricted_collections)
    for name, block in BodyBlock().child_blocks.items():
        if name != FORM_TYPE:
            bound = BoundBlock(block, block.get_preview_value())
            html = bound.render({"restricted_collections": restricted, "block_path": ""})
            yield Specimen(name, str(block.label), str(block.get_description()), html)
