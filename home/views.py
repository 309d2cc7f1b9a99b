"""What the templates of home pages get beside the page; lists read the content store."""

from typing import Any

from django.http import HttpRequest

from cms.content_store.services import reading
from cms.delivery.services.presented import presented
from cms.plugins.registry import registry
from home.models import HomePage

# One large and four small.
LATEST = 5
LATEST_TYPES = ["news.article"]
INDEX_TYPE = "news.index"


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """`lead_card`, of the kind `lead_kind`, opens the page; `latest`: the newest news, the first shown large."""
    lead = presented(page, request).data["lead_page"]
    # One more than shown, because the leading page may be among the newest.
    cards = reading.list_cards(page.locale.language_code, types=LATEST_TYPES, limit=LATEST + 1).cards
    lead_card = reading.card_of(lead["id"]) if lead else None
    latest = [card for card in cards if lead_card is None or card["id"] != lead_card["id"]][:LATEST]
    index = reading.list_cards(page.locale.language_code, types=[INDEX_TYPE], limit=1).cards
    return {
        "lead_card": lead_card,
        "lead_kind": _kind(lead_card) if lead_card else "",
        "latest": latest,
        "latest_first": latest[:1],
        "latest_rest": latest[1:],
        "news_url": index[0]["url"] if index else "",
    }


def _kind(card: reading.Card) -> str:
    """What the page is called by the search profile of its type."""
    profile = registry.read("search_profiles").get(card["type"])
    return str(profile.label) if profile else ""


page_contexts = {HomePage: home_context}
