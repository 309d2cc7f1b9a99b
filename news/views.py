"""What the templates of news pages get beside the page; lists read the content store."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.content_store.services import reading
from cms.content_store.services.listing import InvalidCursor, cursor_for
from cms.delivery.services.presented import presented
from news.content import GATHERED_LIMIT, THEME_FACET
from news.models import ArticleKind, ArticlePage, NewsIndexPage, ThemeYearPage
from news.services.filters import FILTERS, chosen_filters, filters

PAGE_SIZE = 12
TYPES = ("news.article",)
INDEX_TYPE = "news.index"


def index_context(page: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`cards`, `filters` to choose from, `active_filters` to take away, `kept_filters` that are chosen elsewhere.

    `next_address` (or ""), `first_address` and `is_first_page` lead through the list; `kept_query` to its like in
    another language.
    """
    locale = page.locale.language_code
    chosen = chosen_filters(request.GET)
    articles = _articles(locale, {FILTERS[name]: value for name, value in chosen.items()}, request.GET.get("after"))
    offered, active = filters(locale, TYPES, chosen)
    selects = {choice.name for choice in offered}
    return {
        "cards": articles.cards,
        "next_address": _next_address(request, articles.next_cursor),
        "filters": offered,
        "active_filters": active,
        "kept_filters": {name: value for name, value in chosen.items() if name not in selects},
        "kept_query": urlencode(chosen),
        "first_address": f"?{urlencode(chosen)}" if chosen else page.url,
        "is_first_page": not request.GET.get("after"),
    }


def theme_year_context(page: ThemeYearPage, request: HttpRequest) -> dict[str, Any]:
    """`data` of the year, `groups` (see groups_of) of what belongs to it, each newest first, `index_url`."""
    cards = reading.list_cards(
        page.locale.language_code, facets={THEME_FACET: str(page.translation_key)}, limit=GATHERED_LIMIT
    ).cards
    index = reading.list_cards(page.locale.language_code, types=[INDEX_TYPE], limit=1).cards
    return {
        "data": presented(page, request).data,
        "groups": groups_of(cards),
        "index_url": index[0]["url"] if index else "",
    }


def article_context(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """`data` of the article, `newer` and `older` in the theme year, `index_url`."""
    data = presented(page, request).data
    return {
        "data": data,
        "newer": _neighbour(page, "date"),
        "older": _neighbour(page, "-date"),
        "index_url": data["breadcrumbs"][-1]["url"] if data["breadcrumbs"] else "",
    }


def groups_of(cards: Sequence[reading.Card]) -> list[tuple[str, list[reading.Card]]]:
    """(heading, cards): what other plugins add to a theme year first, then articles by kind."""
    groups = {
        _("Also part of the year"): [card for card in cards if card["type"] not in TYPES],
        _("Press invitations"): _of_kind(cards, ArticleKind.PRESS_INVITATION),
        _("Announcements"): _of_kind(cards, ArticleKind.ANNOUNCEMENT),
        _("Articles of the year"): _of_kind(cards, ArticleKind.ARTICLE),
    }
    return [(heading, group) for heading, group in groups.items() if group]


def _of_kind(cards: Sequence[reading.Card], kind: str) -> list[reading.Card]:
    return [card for card in cards if card["type"] in TYPES and card["kind"] == kind]


def _articles(locale: str, facets: dict[str, str], cursor: str | None) -> reading.Page:
    """A cursor that is not ours shows the first page: addresses on paper and in mails get mangled."""
    wanted = {"locale": locale, "types": TYPES, "facets": facets, "limit": PAGE_SIZE}
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
        types=TYPES,
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
