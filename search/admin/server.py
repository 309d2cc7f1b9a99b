"""The operator's page of the search server: its state, what it holds, what waits, and the button to rebuild."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from search.services.server import rebuilding
from search.services.server.status import status

BREAKER = {
    "closed": _("The server is asked."),
    "open": _("The server has failed and is left alone for a moment; the database answers."),
    "half-open": _("The server has failed and is tried again."),
}
HEALTH = {
    "green": _("All data are there, with their copies."),
    "yellow": _("All data are there, copies are missing."),
    "red": _("Data are missing."),
}


class ServerItem(MenuItem):
    """For operators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search_server(request: HttpRequest) -> HttpResponse:
    """Shown to administrators; a POST has all indexes rebuilt by the worker."""
    if not request.user.is_superuser:
        raise PermissionDenied
    if request.method == "POST" and settings.SEARCH_URLS:
        rebuilding.request()
        messages.success(request, gettext("The indexes are rebuilt in the background; searching goes on."))
        return redirect("search_server")
    now, names = status(), dict(settings.LANGUAGES)
    context: dict[str, Any] = {
        "status": now,
        "breaker": BREAKER[now.breaker],
        "health": HEALTH[now.server.health] if now.server else "",
        "languages": [{"name": names[each.code], "stored": each.stored, "held": each.held} for each in now.languages],
    }
    return render(request, "search/admin/server.html", context)
