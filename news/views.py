"""What the templates of news pages get beside the page; lists read the content store."""

from typing import Any

from django.http import HttpRequest

from cms.content_store.services import reading
from cms.content_store.services.listing import InvalidCursor, cursor_for
from news.content import GATHERED_LIMIT, THEME_FACET
from news.models import ArticlePage, NewsIndexPage, ThemeYearPage

PAGE_SIZE = 12
RELATED_LIMIT = 6
# Query parameters of the index and the facets they filter by.
FILTERS = {"theme": THEME_FACET, "topic": "topic", "year": "news:year", "kind": "news:kind"}


def index_context(page: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`cards`, `next_address` (or ""), `filters` (chosen ones) and `theme_years` to choose from."""
    locale = page.locale.language_code
    chosen = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    articles = _articles(locale, {FILTERS[name]: value for name, value in chosen.items()}, request.GET.get("after"))
    years = reading.list_cards(locale, types=["news.theme_year"])
    return {
        "cards": articles.cards,
        "next_address": _next_address(request, articles.next_cursor),
        "filters": chosen,
        "theme_years": years.cards,
        "is_first_page": not request.GET.get("after"),
    }


def theme_year_context(page: ThemeYearPage, request: HttpRequest) -> dict[str, Any]:
    """`gathered`: cards of everything that belongs to the year, `articles` and `editions` among them."""
    cards = reading.list_cards(
        page.locale.language_code, facets={THEME_FACET: str(page.translation_key)}, limit=GATHERED_LIMIT
    ).cards
    articles = [card for card in cards if card["type"] == "news.article"]
    return {"gathered": cards, "articles": articles, "others": [card for card in cards if card not in articles]}


def article_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """`related` cards, `theme_year_card`, and `newer` and `older` within the theme year."""
    stored = reading.detail_of(page.pk)
    data = stored.data if stored else {"related": [], "theme_year": None}
    theme_year = data["theme_year"]
    wanted = [link["id"] for link in data["related"]][:RELATED_LIMIT]
    cards = reading.cards_of([*wanted, *([theme_year["id"]] if theme_year else [])])
    return {
        "data": data,
        "related": [cards[pk] for pk in wanted if pk in cards],
        "theme_year_card": cards.get(theme_year["id"]) if theme_year else None,
        "newer": _neighbour(page, "date"),
        "older": _neighbour(page, "-date"),
    }


def _articles(locale: str, facets: dict[str, str], cursor: str | None) -> reading.Page:
    """A cursor that is not ours shows the first page: addresses on paper and in mails get mangled."""
    wanted = {"locale": locale, "types": ["news.article"], "facets": facets, "limit": PAGE_SIZE}
    try:
        return reading.list_cards(**wanted, cursor=cursor)
    except InvalidCursor:
        return reading.list_cards(**wanted)


def _next_address(request: HttpRequest, cursor: str | None) -> str:
    if cursor is None:
        return ""
    query = request.GET.copy()
    query["after"] = cursor
    return f"?{query.urlencode(safe='~')}"


def _neighbour(page: ArticlePage, order: str) -> reading.Card | None:
    """The next article of the theme year in an order."""
    if page.theme_year is None:
        return None
    cards = reading.list_cards(
        page.locale.language_code,
        types=["news.article"],
        facets={THEME_FACET: str(page.theme_year.translation_key)},
        order=order,
        cursor=cursor_for(page.date, page.pk),
        limit=1,
    ).cards
    return cards[0] if cards else None


page_contexts = {
    NewsIndexPage: index_context,
    ThemeYearPage: theme_year_context,
    ArticlePage: article_context,
}
