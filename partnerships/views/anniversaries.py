"""The calendar of coming anniversaries."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.api.responses import cache_control
from cms.delivery.services.calendars import calendar_response
from partnerships.services.jubilees import calendar_of


@require_safe
def anniversaries_file(request: HttpRequest) -> HttpResponse:
    """In the language of the address; its validator is made of the file."""
    content = calendar_of(get_language(), timezone.now())
    etag = hashlib.blake2b(content, digest_size=16).hexdigest()
    return calendar_response(request, content, etag, "anniversaries", {"Cache-Control": cache_control(None)})
