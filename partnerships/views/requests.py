"""The pages of partner requests: their list, and one with what fits it."""

from typing import Any
from urllib.parse import urlencode

from babel.numbers import format_decimal
from django.http import HttpRequest
from django.utils.translation import gettext

from cms.content_store.services import reading
from cms.content_store.services.listing import InvalidCursor
from cms.delivery.services.languages import format_locale
from cms.delivery.services.presented import presented
from partnerships.models import PartnerRequestIndexPage, PartnerRequestPage
from partnerships.services.requests.filters import TYPES, chosen_filters, facets_of, filters
from partnerships.services.requests.fitting import suggestions

PAGE_SIZE = 20


def request_index_context(page: PartnerRequestIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`cards`, `filters` to choose from, `active_filters` to take away, `next_address` (or ""), `first_address`."""
    locale = page.locale.language_code
    chosen = chosen_filters(request.GET)
    listed = _listed(locale, facets_of(chosen), request.GET.get("after"))
    offered, active = filters(locale, chosen)
    return {
        "cards": listed.cards,
        "filters": offered,
        "active_filters": active,
        "next_address": _next_address(request, listed.next_cursor),
        "first_address": f"?{urlencode(chosen)}" if chosen else page.url,
        "is_first_page": not request.GET.get("after"),
    }


def request_context(page: PartnerRequestPage, request: HttpRequest) -> dict[str, Any]:
    """`data` of the request, `suggestions` that fit it, `index_url`, and words for its facts."""
    data = presented(page, request).data
    population = data["place"]["population"] if data["place"] else None
    return {
        "data": data,
        "population": format_decimal(population, locale=format_locale(data["locale"])) if population else "",
        "any_size": gettext("Any size"),
        "suggestions": suggestions(data),
        "index_url": data["breadcrumbs"][-1]["url"] if data["breadcrumbs"] else "",
    }


def _listed(locale: str, facets: dict[str, str], cursor: str | None) -> reading.Page:
    """A cursor that is not ours shows the first page."""
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
