"""Confirming profiles that are selected in the register."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from partnerships.services import confirming, staff

CONFIRMED = "partnerships.confirmed"
LONGEST_OFFICE = 255


@require_POST
def confirm_selected(request: HttpRequest) -> HttpResponse:
    """Staff's word for the profiles sent as `page`, by the office named; those the user may not publish are left."""
    if not staff.may_edit(request.user):
        raise PermissionDenied
    wanted = [int(value) for value in request.POST.getlist("page") if value.isdecimal()]
    office = request.POST.get("office", "").strip()[:LONGEST_OFFICE]
    pages = list(staff.publishable_profiles(request.user).filter(pk__in=wanted).order_by("pk"))
    for page in pages:
        confirming.confirm(page.translation_key, office=office)
        log(page, CONFIRMED, user=request.user, data={"office": office})
    if pages:
        text = ngettext("%(count)d profile is confirmed.", "%(count)d profiles are confirmed.", len(pages))
        messages.success(request, text % {"count": len(pages)})
    else:
        messages.warning(request, _("Nothing was selected: tick the profiles to confirm."))
    return redirect(reverse("partnerships_profiles_modeladmin_index") + _query(request))


def _query(request: HttpRequest) -> str:
    """The list as it was: its filters stand in the address that the form was sent to."""
    query = request.GET.urlencode()
    return f"?{query}" if query else ""
