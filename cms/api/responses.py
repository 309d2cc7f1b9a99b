"""Answers from the store: raw bytes with ETag, 304, Last-Modified and Cache-Control."""

import datetime
import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from cms.content_store.services import reading

from .trimming import Names, media_type, trimmed, trimmed_list

MAX_AGE = 60


def item_response(request: HttpRequest, stored: reading.Stored, names: Names = ()) -> HttpResponse:
    """One item, whole or with the named fields only."""
    body = trimmed(stored.body, names) if names else stored.body
    etag = etag_of_part(stored.etag, names)
    return conditional(request, body, etag, stored.valid_until, stored.changed_at, media_type(names))


def not_modified(request: HttpRequest, page_id: int, names: Names = ()) -> HttpResponse | None:
    """304 from one small query when the client has the current rendering; else None."""
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return None
    head = reading.head(page_id)
    if head is None:
        return None
    etag = quote_etag(etag_of_part(head.etag, names))
    found = get_conditional_response(request, etag=etag)
    if found is not None:
        found["ETag"] = etag
        found["Cache-Control"] = cache_control(head.valid_until)
    return found


def list_response(request: HttpRequest, page: reading.Page, names: Names = ()) -> HttpResponse:
    """{"items": [...], "next_cursor": ...}, the cards as the store has them or with the named fields only."""
    joined = trimmed_list(page.joined, names) if names else page.joined
    cursor = f'"{page.next_cursor}"' if page.next_cursor else "null"
    body = b'{"items":[' + joined + b'],"next_cursor":' + cursor.encode() + b"}"
    # The whole is as long as all its cards; what it is made of tells as well whether it is the same.
    etag = etag_of(f"{page.etags} {cursor}".encode()) if page.etags else etag_of(body)
    return conditional(request, body, etag_of_part(etag, names), page.valid_until, media=media_type(names))


def json_response(request: HttpRequest, body: bytes) -> HttpResponse:
    """Any other JSON that is public and changes with the site."""
    return conditional(request, body, etag_of(body))


def conditional(
    request: HttpRequest,
    body: bytes,
    etag: str,
    valid_until: datetime.datetime | None = None,
    changed_at: datetime.datetime | None = None,
    media: str = "application/json",
) -> HttpResponse:
    """200 with validators, or 304 when the client's copy is current."""
    response = HttpResponse(body, content_type=media)
    response["ETag"] = quote_etag(etag)
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Cache-Control"] = cache_control(valid_until)
    modified = int(changed_at.timestamp()) if changed_at else None
    return get_conditional_response(request, etag=response["ETag"], last_modified=modified, response=response)


def cache_control(valid_until: datetime.datetime | None) -> str:
    """Public for MAX_AGE seconds, less when the rendering changes by the clock before that."""
    age = MAX_AGE
    if valid_until is not None:
        age = max(0, min(age, int((valid_until - timezone.now()).total_seconds())))
    return f"public, max-age={age}"


def etag_of_part(etag: str, names: Names) -> str:
    """The validator of an item of which only some fields are given."""
    return f"{etag}-{etag_of(','.join(names).encode())[:16]}" if names else etag


def etag_of(body: bytes) -> str:
    """A strong validator of these bytes."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()
