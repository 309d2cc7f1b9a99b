"""What people look for in vain: how often a text was searched without a result, never by whom.

A text is stored once it was asked for from several networks on one day; until then only keyed hashes are counted,
whose key is thrown away with the day. What looks like an address or a number of somebody is never stored.
"""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.accounts.services.counting import NotCounted, TooMany, count
from search.models import MissedSearch

LEAST = 3
KEPT = timedelta(days=90)
LONGEST = 100
PERSONAL = re.compile(r"@|\d(?:[\s()/.-]*\d){5}")


def note(text: str, locale: str, network: str) -> None:
    """One more search of the day without a result; each network counts once for a text."""
    told = " ".join(text.casefold().split())
    if not told or len(told) > LONGEST or PERSONAL.search(told):
        return
    try:
        count("search.missed.from", f"{network}.{locale}.{told}", 1, timedelta(days=1))
    except (TooMany, NotCounted):
        return
    try:
        count("search.missed", f"{locale}.{told}", LEAST - 1, timedelta(days=1))
    except TooMany:
        _store(told, locale)
    except NotCounted:
        return


def forget_old() -> int:
    """Delete what is older than it is kept; returns how much. The worker does it."""
    return MissedSearch.objects.filter(day__lt=timezone.localdate() - KEPT).delete()[0]


@transaction.atomic
def _store(text: str, locale: str) -> None:
    missed, created = MissedSearch.objects.get_or_create(
        day=timezone.localdate(), locale=locale, text=text, defaults={"searches": LEAST}
    )
    if not created:
        MissedSearch.objects.filter(pk=missed.pk).update(searches=F("searches") + 1)
