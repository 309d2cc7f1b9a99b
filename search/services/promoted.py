"""Best bets: pages that staff want to stand first for words that people type."""

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from cms.content_store.services import reading

MOST = 3


@dataclass(frozen=True)
class BestBet:
    """A public page, or an address elsewhere, and why it is offered."""

    title: str
    url: str
    description: str


def best_bets(text: str, locale: str) -> list[BestBet]:
    """What staff promote for exactly these words, in their order; pages only while they are public here."""
    typed = SearchPromotion.objects.filter(query__query_string=normalise_query_string(text))
    promoted = list(typed.order_by("sort_order")[: 2 * MOST])
    cards = reading.cards_of([bet.page_id for bet in promoted if bet.page_id])
    found = []
    for bet in promoted:
        card = cards.get(bet.page_id) if bet.page_id else None
        if card and card["locale"] == locale:
            found.append(BestBet(card["title"], card["url"], bet.description or card["lead"]))
        elif not bet.page_id and bet.external_link_url:
            found.append(
                BestBet(bet.external_link_text or bet.external_link_url, bet.external_link_url, bet.description)
            )
    return found[:MOST]
