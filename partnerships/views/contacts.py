"""How actors of a partnership are written to; nobody sees their address."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.forms import ContactForm
from partnerships.models import RelayKind
from partnerships.services.relay import queue
from partnerships.services.relay.actors import Reachable, reachable

from .forms import answer, for_readers

KEPT = ("name", "email", "message")


@for_readers
@require_http_methods(("GET", "HEAD", "POST"))
def contact_form(request: HttpRequest, actor: UUID) -> HttpResponse:
    """The form; 404 unless readers see the actor and it may be written to today."""
    target = _reachable_or_404(actor)
    form = ContactForm(request.POST or None)

    def act() -> str:
        queue.take(RelayKind.ACTOR, actor, get_language(), {name: form.cleaned_data[name] for name in KEPT})
        return reverse("partnerships:contacted", args=(actor,))

    return answer(
        request, "partnerships/contact_form.html", form, act,
        recipient=lambda: str(actor), limits=queue.LIMITS, target=target,
    )  # fmt: skip


@for_readers
@require_safe
def contacted(request: HttpRequest, actor: UUID) -> HttpResponse:
    """The message is on its way."""
    response = render(request, "partnerships/contacted.html", {"target": _reachable_or_404(actor)})
    response["X-Robots-Tag"] = "noindex"
    return response


def _reachable_or_404(actor: UUID) -> Reachable:
    target = reachable(actor, get_language())
    if target is None:
        raise Http404
    return target
