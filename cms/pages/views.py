"""How the admin tells staff that a publish was refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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


def refusal_message(refusal: PublishRefused) -> SafeString:
    """Which page, and everything to mend."""
    items = format_html_join("", "<li>{}</li>", ((problem.message,) for problem in refusal.problems))
    return format_html("{}<ul>{}</ul>", refusal.summary, items)
