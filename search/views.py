"""The search page."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .query import SearchQuery
from .services.facets import groups
from .services.labels import active_filters, address, facet_groups
from .services.searching import search

MAX_LENGTH = 200
MAX_PAGE = 200


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for ?q= with facet parameters and ?page=; wrong values are read as the nearest right one."""
    query = read_query(request.GET, get_language())
    result = search(query)
    shown = facet_groups(result.facets, query)
    context = {
        "query": query,
        "result": result,
        "facet_groups": shown,
        "active_filters": active_filters(shown),
        "all_address": address(query, 1, {}),
        "previous_page": address(query, result.page - 1) if result.page > 1 else None,
        "next_page": address(query, result.page + 1) if result.page < result.pages else None,
        "first_number": (result.page - 1) * query.page_size + 1,
        "max_length": MAX_LENGTH,
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
    )
