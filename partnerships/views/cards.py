"""Cards of partnerships with the words that lists and tables show beside them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from cms.content_store.services import reading
from partnerships.services.directory.wording import kilometres
from partnerships.services.wording import since_words

Card = dict[str, Any]


def shown_cards(page_ids: Iterable[int]) -> list[Card]:
    """The public ones of these pages in their order; one query."""
    wanted = list(page_ids)
    cards = reading.cards_of(wanted)
    return [with_words(cards[page_id]) for page_id in wanted if page_id in cards]


def with_words(card: Mapping[str, Any]) -> Card:
    """The card with since when and how far in words, and the regions of its places, each once."""
    regions = {place["region"]["key"]: place["region"] for place in card["places"] if place["region"]}
    return {
        **card,
        "since_words": since_words(card["since"], get_language() or "") if card["since"] else "",
        "distance_words": kilometres(card["distance_km"]) if card["distance_km"] is not None else "",
        "regions": list(regions.values()),
    }
