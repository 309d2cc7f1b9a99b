"""Messages of readers that were given up, for the staff of the pages on which they were written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.pages.admin import DeskEntry
from partnerships.models import PartnerRequestPage, PartnershipActor, RelayKind, RelayMessage
from partnerships.services import staff
from partnerships.services.relay.queue import given_up
from partnerships.services.requests import rights

MOST = 10

Found = Iterable[tuple[RelayMessage, Page]]


def undelivered(user: Any) -> list[DeskEntry]:
    """One entry for each page, with its latest; nothing is left of what was written, nor of who wrote it."""
    rows: dict[Page, list[RelayMessage]] = defaultdict(list)
    for row, page in [*_to_actors(user), *_to_municipalities(user)]:
        rows[page].append(row)
    entries = [_entry(page, mine) for page, mine in rows.items()]
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)[:MOST]


def _entry(page: Page, rows: list[RelayMessage]) -> DeskEntry:
    number = ngettext("%(count)d message", "%(count)d messages", len(rows)) % {"count": len(rows)}
    return DeskEntry(page, rows[0].given_up_at, f"{number}: {rows[0].get_given_up_for_display()}")


def _to_actors(user: Any) -> Found:
    rows = list(given_up(RelayKind.ACTOR))
    actors = PartnershipActor.objects.filter(
        translation_key__in={row.recipient for row in rows}, page__in=staff.editable_profiles(user)
    )
    pages = {actor.translation_key: actor.page for actor in actors.select_related("page__locale")}
    return [(row, pages[row.recipient]) for row in rows if row.recipient in pages]


def _to_municipalities(user: Any) -> Found:
    if not rights.may_moderate(user):
        return []
    rows = list(given_up(RelayKind.REQUEST))
    found = PartnerRequestPage.objects.filter(
        translation_key__in={row.recipient for row in rows}, locale__language_code=settings.LANGUAGE_CODE
    )
    pages = {page.translation_key: page for page in found.select_related("locale")}
    return [(row, pages[row.recipient]) for row in rows if row.recipient in pages]
