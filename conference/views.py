"""What the templates of series and editions are given, and the calendar file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from conference.models import EditionPage, SeriesPage
from conference.services.numerals import ordinal
from conference.services.outline import EditionOutline
from conference.services.periods import period_text
from conference.services.states import edition_state


def edition_context(page: EditionPage, request: HttpRequest) -> dict:
    """Everything in words of the page's language; see EditionOutline."""
    now = timezone.now()
    language = page.locale.language_code
    return {
        "edition": EditionOutline(page, {}, now),
        "ordinal": ordinal(page.number, language),
        "period": period_text(page.starts_on, page.ends_on, language),
        "state": edition_state(page.starts_on, page.ends_on, page.time_zone, now, page.status),
    }


@require_safe
def edition_calendar(request: HttpRequest, page_id: int) -> HttpResponse:
    """The edition's calendar file; only what is public has one."""
    raise Http404


page_contexts = {EditionPage: edition_context}
