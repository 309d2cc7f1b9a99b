"""The page behind the link of a letter: a municipality confirms its profile or proposes changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partnerships.models import ConfirmationRequest, PartnershipPage
from partnerships.services.confirmation import answers, fields, links

from .confirmation_form import ProposalForm
from .private import kept_private

SHOWN_FACTS = (fields.KIND, fields.SINCE, fields.STATE, fields.WEBSITE, fields.POPULATION)
STATUSES = {"unknown": 404, "revoked": 410, "closed": 410, "gone": 410}


# The token in the address is what lets somebody in; without a cookie there is nothing that a foreign site could use.
@kept_private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the profile; POST alone answers, so that no scanner of a mail server confirms anything."""
    try:
        asked = links.request_of(token)
    except links.LinkRefused as refused:
        return refusal(request, refused.reason)
    page = answers.profile_of(asked)
    if page is None:
        return refusal(request, "gone")
    return _answer(request, asked, page, token)


def _answer(request: HttpRequest, asked: ConfirmationRequest, page: PartnershipPage, token: str) -> HttpResponse:
    known = fields.proposables(page, asked.place)
    form = ProposalForm(request.POST if "propose" in request.POST else None, known)
    if request.method == "POST" and "right" in request.POST:
        answers.confirm(asked, request.POST.get("signed_as", "").strip()[:255])
        return redirect("partnerships:confirm", token)
    if form.is_bound and form.is_valid():
        old = {key: each.present for key, each in known.items()}
        answers.propose(asked, form.proposals(), old, form.cleaned_data["signed_as"])
        return redirect("partnerships:confirm", token)
    if request.method == "GET":
        answers.opened(asked)
    return render(request, "partnerships/confirm.html", _context(asked, page, known, form))


def _context(asked: ConfirmationRequest, page: PartnershipPage, known: dict[str, Any], form: Any) -> dict[str, Any]:
    language = get_language()
    return {
        "asked": asked,
        "side": asked.place.name_in(language),
        "title": page.derive(language)["title"],
        "facts": [
            (each.label, fields.words_of(key, each.present, language))
            for key, each in known.items()
            if key.partition(":")[0] in SHOWN_FACTS
        ],
        "form": form,
        "profile_url": page.get_url(),
    }


def refusal(request: HttpRequest, reason: str) -> HttpResponse:
    """Says why the link opens nothing, and whom to ask."""
    return render(request, "partnerships/confirm_refused.html", {"reason": reason}, status=STATUSES[reason])
