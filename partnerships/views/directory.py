"""The directory's page: one result as list, table or map, narrowed by search and filters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from cms.content_store.services import reading
from partnerships.models import DirectoryPage, State
from partnerships.services.directory.asking import VIEWS, Asked, asked
from partnerships.services.directory.filters import active_filters, filters
from partnerships.services.directory.orders import RELEVANCE
from partnerships.services.directory.searching import Selection, result_of, select
from partnerships.services.directory.suggesting import FORMER, other_names
from partnerships.services.directory.wording import also_called, summary

from .cards import Card, shown_cards
from .maps import draw_for

VIEW_WORDS: Mapping[str, Any] = {
    "list": gettext_lazy("List"),
    "table": gettext_lazy("Table"),
    "map": gettext_lazy("Map"),
}
ORDER_WORDS: Mapping[str, Any] = {
    RELEVANCE: gettext_lazy("Best match first"),
    "name": gettext_lazy("Name"),
    "since": gettext_lazy("Oldest first"),
    "-since": gettext_lazy("Youngest first"),
    "distance": gettext_lazy("Nearest first"),
    "-distance": gettext_lazy("Farthest first"),
    "-confirmed": gettext_lazy("Recently confirmed first"),
}
FORMATS = {"csv": "CSV", "xlsx": "Excel (XLSX)", "json": "JSON", "geojson": "GeoJSON"}
# Columns of the table by which it can be ordered: the order, and the one that a second choice gives.
SORTED_COLUMNS = {"name": ("name", "name"), "since": ("since", "-since"), "distance": ("distance", "-distance")}


@dataclass(frozen=True)
class Link:
    """A word that leads somewhere; `current` when one is there already."""

    name: str
    label: Any
    address: str
    current: bool = False


@dataclass(frozen=True)
class Column:
    """A heading that orders the table: the address, and how the column is ordered now, or ""."""

    address: str
    ordered: str


def directory_context(page: DirectoryPage, request: HttpRequest) -> dict[str, Any]:
    """Everything of one answer; three queries at most, however many there are, and those of the search."""
    wanted = asked(request.GET, page.locale.language_code)
    whole, selection = selections(wanted)
    result = result_of(selection)
    base = page.get_url(request) or ""
    return {
        "asked": wanted,
        "found": whole.found,
        "typed_address": wanted.with_query(as_typed=True).address(base),
        "base": base,
        "kept_query": wanted.with_query().encoded,
        "cards": [{**card, "found_by": found_by(card, whole)} for card in shown_cards(result.page_ids)],
        "result": result,
        "summary": summary_of(selection),
        "filters": filters(whole, whole.counts() if whole is not selection else result.counts),
        "active_filters": active_filters(wanted, whole.snapshot, base),
        "all_address": wanted.everything().address(base),
        "views": [
            Link(name, VIEW_WORDS[name], wanted.shown_as(name).address(base), name == wanted.view) for name in VIEWS
        ],
        "orders": orders(wanted),
        "columns": columns(wanted, base),
        "files": files(wanted),
        "map": draw_for(request, wanted, whole, base) if wanted.view == "map" else None,
        "whole_url": wanted.enlarged(None).address(base),
        "previous_page": wanted.at_page(result.page - 1).address(base) if result.page > 1 else "",
        "next_page": wanted.at_page(result.page + 1).address(base) if result.page < result.pages else "",
        "first_number": (result.page - 1) * wanted.query.page_size + 1,
        "numbers_url": reverse("partnerships:numbers"),
    }


def selections(wanted: Asked) -> tuple[Selection, Selection]:
    """All that is asked for, and the part of it within the bounds of the map; one query."""
    whole = select(wanted.query)
    if wanted.bounds is None:
        return whole, whole
    bounds = wanted.bounds
    inside = (bounds.west, bounds.south, bounds.east, bounds.north)
    return whole, Selection(whole.snapshot, replace(wanted.query, bounds=inside), whole.found)


def summary_of(selection: Selection) -> str:
    """How many there are today, and how many of them rest."""
    resting = selection.snapshot.values("state", (State.RESTING.value,)) & selection.mask
    return summary(selection.total, resting.bit_count(), timezone.localdate())


def found_by(card: Card, selection: Selection) -> list[str]:
    """Places of the card that the search found by a name which its title does not show."""
    names = {place["key"]: place["name"] for place in card["places"]}
    known = [key for key in names if key in selection.snapshot.gazetteer.places]
    others = other_names(selection.snapshot, selection.text, known)
    return [also_called(names[key], other.text, other.kind == FORMER) for key, other in others.items()]


def orders(wanted: Asked) -> list[Link]:
    """The orders to choose from; the usual one goes without a name, so that another text gets its own."""
    usual, current = wanted.query.usual, wanted.query.ordering
    return [
        Link("" if name == usual else name, words, "", name == current)
        for name, words in ORDER_WORDS.items()
        if name != RELEVANCE or wanted.query.text
    ]


def columns(wanted: Asked, base: str) -> dict[str, Column]:
    """The headings by which the table can be ordered."""
    found = {}
    for name, (first, second) in SORTED_COLUMNS.items():
        order = wanted.query.ordering
        ordered = "ascending" if order == first else "descending" if order == second else ""
        following = second if order == first else first
        found[name] = Column(wanted.with_query(order=following).address(base), ordered)
    order = wanted.query.ordering
    found["confirmed"] = Column(
        wanted.with_query(order="-confirmed").address(base), "descending" if order == "-confirmed" else ""
    )
    return found


def files(wanted: Asked) -> list[Link]:
    """The same result as files."""
    shown = wanted.with_query() if wanted.bounds else wanted.shown_as(VIEWS[0])
    return [
        Link(name, words, shown.address(reverse(f"partnerships:directory_{name}"))) for name, words in FORMATS.items()
    ]


def directory_url() -> str:
    """The address of the directory in the active language; "" where there is none. One query."""
    cards = reading.list_cards(get_language() or "", types=("partnerships.directory",), limit=1).cards
    return cards[0]["url"] if cards else ""


def state_links(wanted: Asked, selection: Selection, base: str) -> list[dict[str, Any]]:
    """The states of the selected partnerships with their numbers, each leading to its part of the directory."""
    masks = selection.snapshot.masks["state"]
    found = []
    for state in State:
        count = (masks.get(state.value, 0) & selection.mask).bit_count()
        if count:
            part = wanted.with_query(facets={**wanted.query.facets, "state": (state.value,)})
            found.append({"state": state.value, "label": state.label, "count": count, "url": part.address(base)})
    return found
