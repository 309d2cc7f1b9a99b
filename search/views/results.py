"""The search page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.accounts.services.counting import TooMany, network_of
from cms.accounts.services.throttling import client_address
from cms.content_store.services import reading
from search.query import SearchQuery
from search.questions import Engine
from search.services import missed, throttling
from search.services.answering import AnsweringEngine
from search.services.facets import TYPE, groups
from search.services.helping import in_other_languages, similar_names
from search.services.labels import active_filters, address, facet_groups, kinds
from search.services.promoted import best_bets
from search.services.searching import search

MAX_LENGTH = 200
MAX_PAGE = 200


def refused(request: HttpRequest, query: SearchQuery, refusal: TooMany) -> HttpResponse:
    """The search page for who has searched too often, here or in any list."""
    context = {"query": query, "max_length": MAX_LENGTH, "is_refused": True}
    response = render(request, "search/search_page.html", context, status=429)
    response["Retry-After"], response["Cache-Control"] = str(refusal.retry_after), "no-store"
    return response


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for ?q= with facet parameters and ?page=; wrong values are read as the nearest right one."""
    query = read_query(request.GET, get_language() or "")
    try:
        if query.text:
            throttling.admit("page", request, throttling.MOST_SEARCHES)
    except TooMany as refusal:
        return refused(request, query, refusal)
    engine = AnsweringEngine()
    result = search(query, engine=engine)
    shown = facet_groups(result.facets, query)
    context = {
        "query": query,
        "result": result,
        "kinds": kinds(result.facets.get(TYPE, {}), query),
        "facet_groups": [group for group in shown if group.name != TYPE],
        "active_filters": active_filters(shown),
        "all_address": address(query, 1, {}),
        "previous_page": address(query, result.page - 1) if result.page > 1 else None,
        "next_page": address(query, result.page + 1) if result.page < result.pages else None,
        "typed_address": address(replace(query, as_typed=True), 1),
        "first_number": (result.page - 1) * query.page_size + 1,
        "best_bets": best_bets(query.text, query.locale) if query.text and result.page == 1 else [],
        "max_length": MAX_LENGTH,
        **(_help(request, query, engine) if query.text and not result.total else {}),
    }
    return render(request, "search/search_page.html", context)


def read_query(parameters: Mapping, locale: str) -> SearchQuery:
    """The query of a request."""
    page = parameters.get("page", "1")
    return SearchQuery(
        text=parameters.get("q", "").strip()[:MAX_LENGTH],
        locale=locale,
        facets={name: tuple(parameters.getlist(name)) for name in groups() if parameters.getlist(name)},
        page=min(max(int(page), 1), MAX_PAGE) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        as_typed="as_typed" in parameters,
    )


def _help(request: HttpRequest, query: SearchQuery, engine: Engine) -> dict[str, Any]:
    """Where nothing was found: names that begin alike, other languages, and ways to browse."""
    if not query.facets:
        missed.note(query.text, query.locale, network_of(client_address(request)))
    return {
        "similar": similar_names(query, engine),
        "other_languages": in_other_languages(query, engine),
        "browse": _sections(query.locale),
    }


def _sections(locale: str) -> list[Any]:
    """Pages of the menu that are the only ones of their kind; lasting texts are several."""
    menu = reading.menu(locale)
    types = Counter(entry["type"] for entry in menu)
    return [entry for entry in menu if types[entry["type"]] == 1]
