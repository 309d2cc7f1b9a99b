"""The desk of partner requests: what waits, what is open, and the decision on each; for those who may publish them."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from cms.delivery.services.languages import language_name
from cms.entities.models import Topic
from partnerships.models import Mailing, RequestSubmission, SubmissionState
from partnerships.services.requests import lifetime, moderation, notices, rights

View = Callable[..., HttpResponse]
MOST_LISTED = 100
LISTS = (
    (_("Waiting for a decision"), (SubmissionState.WAITING,), _("Nothing waits.")),
    (_("Accepted, not published yet"), (SubmissionState.ACCEPTED,), ""),
    (_("Open"), (SubmissionState.PUBLISHED,), ""),
    (_("Over: deleted within 30 days"), (SubmissionState.REJECTED, SubmissionState.CLOSED), ""),
)
AGAIN = {
    Mailing.PUBLISHED: _("The mail will be sent again within a few minutes."),
    Mailing.REMINDER: _("The reminder will be sent again within an hour."),
}


class Listed(NamedTuple):
    """One list of the desk."""

    heading: Any
    rows: Sequence[RequestSubmission]
    empty: Any


class RejectForm(forms.Form):
    """What the municipality is told."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The municipality reads it in its mail. Write in its language."),
    )  # fmt: skip


def for_moderators(view: View) -> View:
    """Whoever may not publish requests sees nothing of those who sent them."""

    @wraps(view)
    @never_cache
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rights.may_moderate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


@for_moderators
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that has been confirmed, by what is to be done."""
    found = list(
        RequestSubmission.objects.exclude(state=SubmissionState.UNCONFIRMED)
        .select_related("place").prefetch_related("place__names").order_by("confirmed_at", "pk")[: 5 * MOST_LISTED]
    )  # fmt: skip
    lists = [Listed(heading, [row for row in found if row.state in states], empty) for heading, states, empty in LISTS]
    context = {
        "lists": [each for each in lists if each.rows or each.empty],
        "stuck": set(notices.stuck().values_list("pk", flat=True)),
    }
    return render(request, "partnerships/admin/requests.html", context)


@for_moderators
def decide(request: HttpRequest, submission: UUID) -> HttpResponse:
    """One request with whom to write to; accepted, rejected or thrown away by a click."""
    found = get_object_or_404(RequestSubmission.objects.exclude(state=SubmissionState.UNCONFIRMED), pk=submission)
    form = RejectForm(request.POST if request.POST.get("action") == "reject" else None)
    if request.method == "POST":
        answered = _acted(request, found, form)
        if answered is not None:
            return answered
    return render(request, "partnerships/admin/request.html", _shown(found, form))


def _acted(request: HttpRequest, submission: RequestSubmission, form: RejectForm) -> HttpResponse | None:
    """Where the decision leads; None when the form is to be shown again."""
    action = request.POST.get("action")
    try:
        if action == "accept":
            page = moderation.accept(submission, request.user)
            messages.success(request, gettext("The draft is made. Read it, then publish it like any page."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        if action == "mail":
            if notices.send_again(submission):
                messages.success(request, AGAIN[submission.mailing])
            return redirect("partnerships_request", submission.pk)
        if action == "spam":
            moderation.throw_away(submission, request.user)
            messages.success(request, gettext("Thrown away; nobody was written to."))
            return redirect("partnerships_requests")
        if action == "reject" and form.is_valid():
            moderation.reject(submission, request.user, form.cleaned_data["reason"])
            messages.success(request, gettext("Rejected; the municipality gets your reason by mail."))
            return redirect("partnerships_requests")
    except moderation.AlreadyDecided:
        messages.warning(request, gettext("Somebody has decided on this request already."))
        return redirect("partnerships_requests")
    except moderation.NoSection:
        messages.error(request, gettext("Create the section of partner requests below the home page first."))
    except OSError:
        messages.error(request, gettext("The mail could not be sent; nothing has been changed. Please try again."))
    return None


def _shown(submission: RequestSubmission, form: RejectForm) -> Mapping[str, Any]:
    language = get_language()
    topics = Topic.objects.filter(key__in=submission.topics).by_name()
    return {
        "submission": submission,
        "form": form,
        "undecided": submission.state == SubmissionState.WAITING,
        "page": lifetime.page_of(submission),
        "is_stuck": notices.stuck().filter(pk=submission.pk).exists(),
        "was_published": submission.state in (SubmissionState.PUBLISHED, SubmissionState.CLOSED),
        "language": language_name(submission.language, language),
        "topics": [str(topic) for topic in topics],
        "languages": [language_name(code, language) for code in submission.languages],
    }


class WaitingPanel(Component):
    """On the admin's home: how many requests wait."""

    name = "partner-requests"
    order = 220
    template_name = "partnerships/admin/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"number": moderation.waiting().count(), "address": reverse("partnerships_requests")}


class RequestsItem(MenuItem):
    """For those who may decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rights.may_moderate(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The desk and the decision."""
    return [
        path("partnerships/requests/", desk, name="partnerships_requests"),
        path("partnerships/requests/<uuid:submission>/", decide, name="partnerships_request"),
    ]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Beside the registers."""
    return RequestsItem(
        _("Partner requests"), reverse("partnerships_requests"), name="partner-requests", icon_name="pair", order=310
    )


@hooks.register("construct_homepage_panels")
def show_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """Only while something waits."""
    if rights.may_moderate(request.user) and moderation.waiting().exists():
        panels.append(WaitingPanel())


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """What municipalities did by the link in their mail, named in the history of the page."""
    actions.register_action(
        lifetime.EXTENDED, _("Extended by the municipality"), _("Extended by the municipality, by the link in its mail")
    )
    actions.register_action(
        lifetime.CLOSED, _("Closed by the municipality"), _("Closed by the municipality, by the link in its mail")
    )
