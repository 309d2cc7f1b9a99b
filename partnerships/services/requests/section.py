"""The public section of partner requests."""

from cms.content_store.services import reading

TYPE = "partnerships.request_index"


def index_card(locale: str) -> reading.Card | None:
    """The card of the section in a language; None when it is not public. One query."""
    cards = reading.list_cards(locale, (TYPE,), limit=1).cards
    return cards[0] if cards else None
