"""Calendar files (RFC 5545) as every app answers them."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from icalendar import Calendar

REFRESH = datetime.timedelta(hours=1)


def new_calendar(product: str, name: str) -> Calendar:
    """An empty calendar that clients read again every hour; `product` names the part of the site."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Dialograum//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def calendar_response(
    request: HttpRequest, content: bytes, etag: str, filename: str, headers: dict[str, str]
) -> HttpResponse:
    """The file with its validator, or 304 when the client has it."""
    quoted = quote_etag(etag)
    answer = {"ETag": quoted, "Content-Disposition": f'inline; filename="{filename}.ics"', **headers}
    response = HttpResponse(content, "text/calendar; charset=utf-8", headers=answer)
    return get_conditional_response(request, etag=quoted, response=response)
