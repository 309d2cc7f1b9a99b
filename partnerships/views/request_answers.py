"""Writing to the municipality behind a request, whose address nobody sees."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from cms.content_store.services import reading
from partnerships.forms import AnswerForm
from partnerships.models import PartnerRequestPage, RelayKind
from partnerships.services.relay import queue
from partnerships.services.relay.requests import recipient

from .forms import answer, for_readers

KEPT = ("sender", "name", "email", "message")


@for_readers
@require_http_methods(("GET", "HEAD", "POST"))
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form; 404 unless readers see the request and somebody stands behind it."""
    card = _card_or_404(key)
    submission = recipient(key)
    if submission is None:
        raise Http404
    form = AnswerForm(request.POST or None)

    def act() -> str:
        queue.take(RelayKind.REQUEST, key, get_language(), {name: form.cleaned_data[name] for name in KEPT})
        return reverse("partnerships:request_answered", args=(key,))

    return answer(
        request, "partnerships/request_answer.html", form, act,
        recipient=lambda: str(submission.pk), limits=queue.LIMITS, card=card,
    )  # fmt: skip


@for_readers
@require_safe
def written(request: HttpRequest, key: UUID) -> HttpResponse:
    """The message is on its way."""
    return render(request, "partnerships/request_answered.html", {"card": _card_or_404(key)})


def _card_or_404(key: UUID) -> reading.Card:
    """What readers see of the request, in the language of the address, else in the source language."""
    pages = dict(
        PartnerRequestPage.objects.filter(translation_key=key).values_list("locale__language_code", "pk")
    )  # fmt: skip
    cards = reading.cards_of(list(pages.values()))
    for locale in (get_language(), settings.LANGUAGE_CODE):
        if pages.get(locale) in cards:
            return cards[pages[locale]]
    raise Http404
