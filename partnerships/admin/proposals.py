"""What the sides of a profile propose, beside each other; staff accept or reject field by field."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.pages.refusals import PublishRefused
from partnerships.models import PartnershipPage, Proposal
from partnerships.services import editing, staff
from partnerships.services.confirmation import deciding

from .states import inspect_url, message_of

LONGEST_REASON = 500


def proposals(request: HttpRequest, profile_id: int) -> HttpResponse:
    """The comparison, for those who may edit the profile."""
    page = get_object_or_404(staff.profiles().select_related("locale", "latest_revision"), pk=profile_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    requests = deciding.open_requests(page)
    context = {
        "page": page,
        "requests": requests,
        "rows": deciding.comparison(page, requests, get_language()),
        "may_change_places": request.user.has_perm(deciding.CHANGE_PLACE),
        "back": inspect_url(page.pk),
        "draft": page.has_unpublished_changes,
    }
    return render(request, "partnerships/admin/proposals.html", context)


@require_POST
def decide(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Accept or reject one proposal, as `decision` says."""
    proposal = get_object_or_404(Proposal.objects.select_related("request"), pk=proposal_id)
    page = get_object_or_404(staff.profiles(), translation_key=proposal.request.partnership)
    try:
        _decide(request, proposal, page)
    except deciding.AlreadyDecided:
        messages.warning(request, _("Somebody else has decided on this meanwhile."))
    except deciding.TakenBack:
        messages.warning(request, _("The municipality has taken this proposal back meanwhile, or replaced it."))
    except deciding.ChangedMeanwhile:
        messages.warning(request, _("The profile was changed meanwhile. Please compare with what it says now."))
    except PublishRefused as refusal:
        messages.error(request, " ".join([refusal.summary, *refusal.messages]))
    return redirect(reverse("partnerships_proposals", args=[page.pk]))


def _decide(request: HttpRequest, proposal: Proposal, page: PartnershipPage) -> None:
    if request.POST.get("decision") != "accept":
        reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
        deciding.reject(proposal.pk, request.user, reason)
        messages.success(request, _("Rejected. The profile stays as it is."))
        return
    outcome = deciding.accept(proposal.pk, request.user, request.POST.get("seen", ""))
    text = message_of(outcome, page) if isinstance(outcome, editing.Outcome) else _("Noted.")
    messages.success(request, text)
