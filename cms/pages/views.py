"""How the admin tells staff that a publish was refused, or that a page cannot be worked on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.pages.refusals import PublishRefused

View = Callable[..., HttpResponse]


def refusals_are_shown(view: View) -> View:
    """Wraps a view of the admin: a refused publish leads to the page's form and says what to mend."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PublishRefused as refusal:
            messages.error(request, refusal_message(refusal))
            address = reverse("wagtailadmin_pages:edit", args=[refusal.page.pk])
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                # The window in which a moderator approves leads on to an address by itself.
                return JsonResponse({"step": "success", "redirect": address})
            return redirect(address)

    return wrapped


def missing_types_are_told(view: View) -> View:
    """Wraps a view of the admin: what Wagtail cannot do with pages whose plugin is gone leads back to the explorer."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (PublishRefused, Http404, PermissionDenied):
            raise
        except Exception:
            named = [kwargs.get("page_id"), kwargs.get("page_to_move_id"), *request.GET.getlist("id")]
            if not lacks_type([int(pk) for pk in named if str(pk).isdecimal()]):
                raise
            # The failure has left the part of the admin that speaks the language of the account.
            with override(UserProfile.get_for_user(request.user).get_preferred_language()):
                message = _(
                    "This page, or one below it, belongs to an extension that is not active. "
                    "It is kept as it is until the extension is active again."
                )
            messages.error(request, message)
            return redirect("wagtailadmin_explore_root")

    return wrapped


def lacks_type(page_ids: list[int]) -> bool:
    """Whether one of the pages, or one below them, is of a type that no active plugin has."""
    for page in Page.objects.filter(pk__in=page_ids):
        kinds = Page.objects.filter(path__startswith=page.path).values("content_type")
        if any(kind.model_class() is None for kind in ContentType.objects.filter(pk__in=kinds)):
            return True
    return False


def refusal_message(refusal: PublishRefused) -> SafeString:
    """Which page, and everything to mend."""
    items = format_html_join("", "<li>{}</li>", ((problem.message,) for problem in refusal.problems))
    return format_html("{}<ul>{}</ul>", refusal.summary, items)
