"""The page of the commonest searches without a result."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from search.models import MissedSearch
from search.services.missed import KEPT

PERMISSION = "wagtailsearchpromotions.add_searchpromotion"
MOST = 100


class MissedItem(MenuItem):
    """For those who set best bets."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@never_cache
@require_safe
def missed_searches(request: HttpRequest) -> HttpResponse:
    """By text and language, the most frequent first."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    since = timezone.localdate() - KEPT
    rows = (
        MissedSearch.objects.filter(day__gte=since)
        .values("text", "locale")
        .annotate(searches_of_all=Sum("searches"), last=Max("day"))
        .order_by("-searches_of_all", "text", "locale")[:MOST]
    )
    names = dict(settings.LANGUAGES)
    shown = [{**row, "language": names.get(row["locale"], row["locale"])} for row in rows]
    return render(request, "search/admin/missed.html", {"rows": shown, "days": KEPT // timedelta(days=1)})
