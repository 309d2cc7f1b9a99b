"""What the templates of home pages get beside the page; lists read the content store."""

from typing import Any

from django.http import HttpRequest

from cms.content_store.services import reading
from home.models import HomePage

# One large and four small.
LATEST = 5
LATEST_TYPES = ["news.article"]


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """`lead_card`: what opens the page; `latest`: the newest news, the first of them shown large."""
    stored = reading.detail_of(page.pk)
    lead = stored.data["lead_page"] if stored else None
    # One more than shown, because the leading page may be among the newest.
    cards = reading.list_cards(page.locale.language_code, types=LATEST_TYPES, limit=LATEST + 1).cards
    lead_card = reading.card_of(lead["id"]) if lead else None
    latest = [card for card in cards if lead_card is None or card["id"] != lead_card["id"]][:LATEST]
    return {"lead_card": lead_card, "latest": latest, "latest_first": latest[:1], "latest_rest": latest[1:]}


page_contexts = {HomePage: home_context}
