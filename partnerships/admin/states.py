"""Recording a change of state in one small form, from the register."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.pages.refusals import PublishRefused
from partnerships.fields import validate_partial_date
from partnerships.models import DecidedBy, PartnershipPage, State
from partnerships.services import editing, histories, staff

DATE_HELP = gettext_lazy("2022, 2022-03 or 2022-03-01: as exactly as it is known.")


class StateForm(forms.Form):
    """A state with what every later entry of a history needs: since when, and the source."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=State, initial=State.SUSPENDED)
    starts = forms.CharField(
        label=gettext_lazy("Since"), max_length=10, validators=[validate_partial_date], help_text=DATE_HELP
    )
    decided_by = forms.ChoiceField(label=gettext_lazy("Decided by"), choices=DecidedBy, initial=DecidedBy.COUNCIL)
    sources = forms.CharField(
        label=gettext_lazy("Sources"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One per line: an address or a description."),
    )
    as_of = forms.CharField(
        label=gettext_lazy("As of"),
        max_length=10,
        required=False,
        validators=[validate_partial_date],
        help_text=gettext_lazy("Of when the evidence is."),
    )
    continues = forms.CharField(
        label=gettext_lazy("What continues"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("E.g. contacts of schools and associations."),
    )
    condition = forms.CharField(label=gettext_lazy("Condition for resuming"), max_length=500, required=False)


def record_state(request: HttpRequest, profile_id: int) -> HttpResponse:
    """The form for a profile the user may edit; what is recorded is published or saved as a draft by their rights."""
    page = get_object_or_404(staff.profiles().select_related("locale"), pk=profile_id)
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit():
        raise PermissionDenied
    form = StateForm(request.POST or None, initial={"as_of": timezone.localdate().isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            outcome = editing.record_state(page.pk, request.user, **form.cleaned_data)
        except PublishRefused as refusal:
            show_problems(form, refusal)
        else:
            messages.success(request, message_of(outcome, page))
            return redirect(inspect_url(page.pk))
    context = {
        "page": page,
        "form": form,
        "today": histories.sentence_of(histories.current_change(histories.valid_changes(page)), get_language()),
        "publishes": permissions.can_publish() and page.live and not page.has_unpublished_changes,
        "back": inspect_url(page.pk),
    }
    return render(request, "partnerships/admin/state.html", context)


def inspect_url(page_id: int) -> str:
    """A profile in the register."""
    return reverse("partnerships_profiles_modeladmin_inspect", args=[page_id])


def message_of(outcome: editing.Outcome, page: PartnershipPage) -> str:
    """What has happened, and what is still to be done."""
    if outcome is editing.Outcome.PUBLISHED:
        return _("“%(title)s”: published in all languages.") % {"title": page.title}
    return _("“%(title)s”: saved in the draft. It must still be published.") % {"title": page.title}


def show_problems(form: forms.Form, refusal: PublishRefused) -> None:
    """Beside the field where the form has it, else above the form."""
    for problem in refusal.problems:
        name: Any = problem.block[-1] if problem.block else problem.field
        if name in form.fields:
            form.add_error(name, capfirst(problem.advice))
        else:
            form.add_error(None, problem.message)
