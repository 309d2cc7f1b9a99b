"""Drafts in a separate front end: the frame in the editor, and taking back what was shown."""

import logging
from urllib.parse import urlencode, urlsplit, urlunsplit

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page

from .services import previews

logger = logging.getLogger(__name__)


def front_end_preview(page: Page, request: HttpRequest) -> HttpResponse:
    """A frame with the front end, which gets a token for this draft in its address."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    try:
        token = previews.show(page, request.user)
    except Exception:
        # Wagtail previews forms that lack what is required; a front end cannot be given half a page.
        logger.warning("content_store.preview_failed", exc_info=True, extra={"page_id": page.pk})
        return render(request, "cms_content_store/preview.html", {"page": page})
    return _frame(request, page, token)


def withdraw_previews(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asks, then takes back every token of the page."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        previews.withdraw_all(page.pk)
        messages.success(request, _("Nobody can see the draft in the separate front end any more."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "cms_content_store/withdraw_previews.html", {"page": page})


def _frame(request: HttpRequest, page: Page, token: str) -> HttpResponse:
    parts = urlsplit(settings.PREVIEW_URLS[0])
    asked = urlencode({"page": page.pk or previews.NEW, "locale": page.locale.language_code, "token": token})
    address = urlunsplit(parts._replace(query=f"{parts.query}&{asked}" if parts.query else asked))

    @csp_update({"frame-src": [f"{parts.scheme}://{parts.netloc}"]})
    def framed() -> HttpResponse:
        return render(request, "cms_content_store/preview.html", {"page": page, "address": address})

    return framed()
