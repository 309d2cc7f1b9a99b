"""Exactly what the directory shows, as files."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.api.responses import cache_control
from cms.content_store.presenters import absolute
from partnerships.services.data_set import FORMATS
from partnerships.services.directory.asking import Asked, asked
from partnerships.services.directory.points import located
from partnerships.services.directory.searching import Selection
from partnerships.services.exporting import files
from partnerships.services.exporting.columns import Card
from partnerships.services.exporting.geojson import features
from partnerships.services.protection import TooOften, Unavailable, admit_request

from .directory import directory_url, selections

# A workbook of everything takes seconds to write.
MOST_FILES = 30
WINDOW = timedelta(minutes=1)


@require_safe
def directory_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The result of the same parameters in the same order, all of its pages; 304 while nothing has changed."""
    wanted = asked(request.GET, get_language() or "")
    _whole, selection = selections(wanted)
    page_ids = [row.page_id for row in selection.rows()]
    etag = quote_etag(_etag(wanted, page_ids, selection.snapshot.version, extension))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            admit_request("partnerships.files", request, MOST_FILES, WINDOW)
        except TooOften as refusal:
            return _refused(refusal)
        except Unavailable:
            # A broken counter is no reason to keep public data from people.
            pass
        response = _response(wanted, selection, extension)
    response["ETag"] = etag
    response["Cache-Control"] = cache_control(None)
    return response


def _refused(refusal: TooOften) -> HttpResponse:
    text = _("Too many files have been taken from here. Please wait a minute.")
    headers = {"Retry-After": str(int(WINDOW.total_seconds())), "Cache-Control": "no-store"}
    return HttpResponse(text, "text/plain; charset=utf-8", status=refusal.status, headers=headers)


def _response(wanted: Asked, selection: Selection, extension: str) -> HttpResponse:
    name = f"partnerships-{timezone.localdate().isoformat()}.{extension}"
    content_type = f"{FORMATS[extension]}{'; charset=utf-8' if extension == 'csv' else ''}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if extension == "xlsx":
        book = files.xlsx_file(_cards(selection))
        return FileResponse(book, as_attachment=True, filename=name, content_type=content_type)
    return StreamingHttpResponse(_pieces(wanted, selection, extension), content_type=content_type, headers=headers)


def _pieces(wanted: Asked, selection: Selection, extension: str) -> Iterator[str]:
    if extension == "csv":
        return files.csv_file(_cards(selection))
    facts = files.facts_of(selection.total, absolute(wanted.address(directory_url() or "/")), timezone.localdate())
    if extension == "json":
        return files.json_file(_cards(selection), facts)
    return files.geojson_file(features(located(selection), selection.snapshot), facts)


def _cards(selection: Selection) -> Iterator[Card]:
    return files.cards_of([row.page_id for row in selection.rows()])


def _etag(wanted: Asked, page_ids: list[int], version: str, extension: str) -> str:
    """Of what the file is made of: which partnerships in which order, of which day and state of the store."""
    told = f"{extension} {wanted.query.locale} {timezone.localdate()} {version} {wanted.encoded} {page_ids}"
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()
