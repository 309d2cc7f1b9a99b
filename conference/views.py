"""What the templates of series and editions are given, and the calendar file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.api.responses import cache_control
from cms.content_store.services import reading
from cms.delivery.services.calendars import calendar_response
from cms.delivery.services.error_pages import error_page
from cms.delivery.services.periods import period_text
from cms.delivery.services.presented import presented
from conference.models import EditionPage, SeriesPage
from conference.services.calendars import CalendarSource, edition_calendar
from conference.services.editions import edition_detail, list_editions, was_public
from conference.services.numerals import ordinal
from conference.services.outline import EditionOutline
from conference.services.states import EditionState, edition_state

MOST_EDITIONS = 100

Context = dict[str, Any]


def series_context(page: SeriesPage, request: HttpRequest) -> Context:
    """The editions of the series, newest first, from content items."""
    filters = {"series": str(page.translation_key)}
    editions = list_editions(page.locale.language_code, filters, limit=MOST_EDITIONS)
    return {"editions": [with_state_label(card) for card in editions.cards]}


def edition_context(page: EditionPage, request: HttpRequest) -> Context:
    """Everything in words of the page's language; see EditionOutline."""
    now = timezone.now()
    language = page.locale.language_code
    data = presented(page, request).data
    return {
        "edition": EditionOutline(page, data["foreign_text"], now),
        "ordinal": ordinal(page.number, language),
        "period": period_text(page.starts_on, page.ends_on, language),
        "state": edition_state(page.starts_on, page.ends_on, page.time_zone, now, page.status),
        "theme_year": data["theme_year"],
    }


def with_state_label(card: reading.Card) -> reading.Card:
    """The card with its state in words, whichever it is."""
    return {**card, "state_label": EditionState(card["state"]).label}


@require_safe
def calendar_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """The edition's calendar file from its content item; 410 when it was public once, 404 when never."""
    stored = edition_detail(page_id)
    if stored is None and was_public(page_id):
        return error_page(request, 410)
    if stored is None or stored.locale != get_language():
        raise Http404
    content = edition_calendar(CalendarSource(**stored.data))
    headers = {
        "Last-Modified": http_date(stored.updated_at.timestamp()),
        "Cache-Control": cache_control(None),
    }
    return calendar_response(request, content, f"{stored.etag}-ics", str(stored.data["number"]), headers)


page_contexts = {SeriesPage: series_context, EditionPage: edition_context}
