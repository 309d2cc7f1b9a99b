"""How forms for readers are answered: never kept by a cache, refused in words, with everything that was typed."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from partnerships.forms import ProtectedForm
from partnerships.services import protection
from partnerships.services.protection import Limits, Refused

logger = logging.getLogger(__name__)

NOT_SENT = _("The mail could not be sent. Nothing is lost: please send the form again in a few minutes.")


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view with a form for everybody.

    Nobody is logged in here, so that a foreign page could send nothing that it could not send by itself; a token
    against that would need a cookie.
    """
    return csrf_exempt(never_cache(view))


def answer(
    request: HttpRequest,
    template: str,
    form: ProtectedForm,
    act: Callable[[], str],
    recipient: Callable[[], str] = str,
    limits: Limits | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; a good one is admitted, acted on, and leads to the address that `act` gives."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                admission = protection.admit(form, request, limits, recipient())
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                try:
                    return HttpResponseRedirect(act())
                except Exception as error:
                    protection.release(admission)
                    if not isinstance(error, OSError):
                        raise
                    logger.exception("mail of a form failed", extra={"purpose": form.purpose})
                    form.add_error(None, NOT_SENT)
                    status = 503
    response = render(request, template, {"form": form, **context}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
