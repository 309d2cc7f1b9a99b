"""What waits for editors of profiles on the admin's home."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cms.pages.admin import DeskEntry, DeskPanel
from partnerships.services import staff
from partnerships.services.confirmation.waiting import waiting_profiles
from partnerships.services.jubilees import coming_jubilees
from partnerships.services.registered import registered, unconfirmed_since
from partnerships.services.requests import rights

from .states import inspect_url
from .undelivered import undelivered

MOST = 10


def home_panels(user: Any) -> list[DeskPanel]:
    """Proposals, anniversaries, messages that reached nobody, stale profiles.

    Of these only the messages for those who edit no profiles but decide on requests.
    """
    messages = DeskPanel("desk-undelivered", gettext_lazy("Messages of readers that reached nobody"), 245, undelivered)
    if not staff.may_edit(user):
        return [messages] if rights.may_moderate(user) else []
    return [
        DeskPanel("desk-proposals", gettext_lazy("Proposals of municipalities"), 205, _proposals),
        DeskPanel("desk-anniversaries", gettext_lazy("Coming anniversaries"), 240, _anniversaries),
        messages,
        DeskPanel("desk-stale", gettext_lazy("Profiles not confirmed for a year"), 250, _stale),
    ]


def _proposals(user: Any) -> Iterable[DeskEntry]:
    for page in waiting_profiles(staff.editable_profiles(user))[:MOST]:
        note = ngettext("%(count)d proposal", "%(count)d proposals", page.waiting) % {"count": page.waiting}
        yield DeskEntry(page, page.waiting_since, note, reverse("partnerships_proposals", args=[page.pk]))


def _anniversaries(user: Any) -> Iterable[DeskEntry]:
    found = coming_jubilees(staff.editable_profiles(user), timezone.localdate(), get_language())
    for jubilee in found[:MOST]:
        years = ngettext("%(years)d year", "%(years)d years", jubilee.anniversary.years)
        note = f"{years % {'years': jubilee.anniversary.years}}: {jubilee.words}"
        if not jubilee.is_public:
            hidden = _("not public")
            note = f"{note} ({hidden})"
        yield DeskEntry(jubilee.page, None, note, reverse("partnerships_anniversaries"))


def _stale(user: Any) -> Iterable[DeskEntry]:
    profiles = registered(staff.editable_profiles(user).filter(live=True)).select_related("locale")
    stale = unconfirmed_since(profiles, timezone.localdate())
    for page in stale.order_by(F("confirmed_on").asc(nulls_first=True), "title")[:MOST]:
        moment = _midnight(page.confirmed_on) if page.confirmed_on else None
        yield DeskEntry(page, moment, _("last confirmed") if moment else _("never confirmed"), inspect_url(page.pk))


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
