"""Posting a request: the form, the link by which it is confirmed, and the one by which it is extended or closed."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from partnerships import tokens
from partnerships.forms import RequestForm
from partnerships.models import RequestSubmission, SubmissionState
from partnerships.services.requests import intake, lifetime, mails
from partnerships.services.requests.offers import candidates, offers
from partnerships.services.requests.section import index_card

from .forms import answer, for_readers
from .private import kept_private

PARTS = (
    (_("The municipality"), ("place_name", "place", "languages")),
    (_("The request"), ("kind", "about", "topics", "brings", "months")),
    (_("The partner"), ("where", "size")),
    (_("Whom we may write to"), ("office", "email")),
)


class Part(NamedTuple):
    """A section of the form."""

    heading: Any
    fields: Sequence[BoundField]


FORM_METHODS = require_http_methods(("GET", "HEAD", "POST"))


@for_readers
@FORM_METHODS
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new request."""
    form = RequestForm(request.POST or None, offers=offers(), find_places=candidates)

    def act() -> str:
        intake.submit(form.cleaned_data, get_language())
        return reverse("partnerships:request_sent")

    return answer(
        request,
        "partnerships/request_form.html",
        form,
        act,
        recipient=lambda: form.cleaned_data["email"],
        **_section(),
        parts=[Part(heading, [field for field in form.asked if field.name in names]) for heading, names in PARTS],
    )


@for_readers
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return _told(request, "sent")


@kept_private
@for_readers
@FORM_METHODS
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for a click, since programs open the links of mails; only that click confirms."""
    return _by_link(request, token, mails.CONFIRM, _confirm)


@kept_private
@for_readers
@FORM_METHODS
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Extend or close: both ask for a click."""
    return _by_link(request, token, mails.MANAGE, _manage)


def _confirm(request: HttpRequest, submission: RequestSubmission, token: str) -> HttpResponse:
    if submission.state != SubmissionState.UNCONFIRMED:
        return _told(request, "confirmed_before")
    if request.method == "POST":
        intake.confirm(submission)
        return _told(request, "confirmed")
    return render(request, "partnerships/request_confirm.html", {"submission": submission})


def _manage(request: HttpRequest, submission: RequestSubmission, token: str) -> HttpResponse:
    if request.method == "POST" and request.POST.get("action") == "close":
        lifetime.close(submission)
        return _told(request, "closed")
    if request.method == "POST" and request.POST.get("action") == "extend":
        try:
            lifetime.extend(submission)
        except lifetime.NotExtendable:
            return _told(request, "not_extendable", 409)
        return redirect("partnerships:request_manage", token)
    page = lifetime.page_of(submission)
    if not lifetime.is_open(page):
        return _told(request, "closed")
    shown = mails.page_in(page, get_language())
    context = {
        "page_url": mails.page_address(page, get_language()),
        "title": shown.title,
        "title_language": shown.locale.language_code,
        "until": timezone.localdate(page.expire_at),
        "extendable": lifetime.may_extend(submission, page),
        "extended": submission.extended_on,
        "answers": submission.answers,
        "months": submission.months,
    }
    return render(request, "partnerships/request_manage.html", context)


Act = Callable[[HttpRequest, RequestSubmission, str], HttpResponse]


def _by_link(request: HttpRequest, token: str, purpose: str, act: Act) -> HttpResponse:
    """What the link leads to; an old one says so, and so does one that is none of ours."""
    try:
        submission = intake.find(token, purpose)
    except tokens.TokenExpired:
        return _told(request, "expired", 410)
    except tokens.TokenInvalid:
        return _told(request, "unknown", 404)
    if submission is None:
        return _told(request, "gone", 410)
    return act(request, submission, token)


def _section() -> dict[str, Any]:
    """The page of all requests, and that the navigation marks it."""
    index = index_card(get_language())
    return {"index": index, "section_url": index["url"] if index else ""}


def _told(request: HttpRequest, what: str, status: int = 200) -> HttpResponse:
    context = {"what": what, **_section()}
    return render(request, "partnerships/request_told.html", context, status=status)
