"""Files that may not be shown any more are not handed out."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from cms.media.models import DocumentFile


@hooks.register("before_serve_document")
def withdraw_expired(document: DocumentFile, request: HttpRequest) -> None:
    """After its last day a document is gone for readers; staff still open it."""
    if document.is_expired and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
