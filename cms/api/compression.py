"""Compressed answers of the API only: they hold nothing secret and nothing of the request.

Pages that carry a form's token are never compressed here: their length would tell it (BREACH).
"""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

# Below this a compressed answer saves no packet.
LEAST = 1000
ACCEPTS_GZIP = re.compile(r"(^|,)\s*gzip\s*(;\s*q=(?!0(\.0{0,3})?\s*(,|$))|,|$)")


def compress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Gzip what is long enough for clients that take it; the same answer gives the same bytes."""
    patch_vary_headers(response, ("Accept-Encoding",))
    if len(response.content) < LEAST or not ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        return response
    response.content = compress_string(response.content)
    response["Content-Encoding"] = "gzip"
    if "ETag" in response:
        # Another representation of the same: equal in meaning, not in bytes.
        response["ETag"] = f"W/{response['ETag'].removeprefix('W/')}"
    return response
