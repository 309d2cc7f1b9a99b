"""Changes of a profile that staff make without its form; published or left as a draft by their rights."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.content_store.services import turns
from cms.pages.refusals import PublishProblem, PublishRefused
from partnerships.models import PartnershipPage, StatusChange

from . import ledger


class Outcome(Enum):
    """What became of a change: in public, or in a draft that somebody else must publish."""

    PUBLISHED = "published"
    DRAFT = "draft"


def change(page_id: int, user: AbstractBaseUser, apply: Callable[[PartnershipPage], None]) -> Outcome:
    """Apply a change to the latest version of a profile and save it in the user's name.

    It is published when the user may do so and nobody's unpublished draft would be published with it. Raises
    PermissionDenied, PublishRefused for a locked page or what the checks find, and whatever `apply` raises.
    """
    with turns.one_writer():
        page = PartnershipPage.objects.select_related("locale", "latest_revision").get(pk=page_id)
        permissions = page.permissions_for_user(user)
        if not permissions.can_edit():
            raise PermissionDenied
        lock = page.get_lock()
        if lock is not None and lock.for_user(user):
            raise PublishRefused(page, [PublishProblem("", _("the page is locked by somebody else."))])
        publishes = permissions.can_publish() and page.live and not page.has_unpublished_changes
        draft = page.get_latest_revision_as_object()
        apply(draft)
        ledger.check(draft)
        revision = draft.save_revision(user=user)
        if publishes:
            revision.publish(user=user)
        return Outcome.PUBLISHED if publishes else Outcome.DRAFT


def append_state(page: PartnershipPage, **fields: Any) -> None:
    """Add an entry to the end of a profile's history, without saving."""
    rows = list(page.status_changes.all())
    page.status_changes.add(StatusChange(sort_order=len(rows), locale_id=page.locale_id, **fields))


def record_state(page_id: int, user: AbstractBaseUser, **fields: Any) -> Outcome:
    """Record a change of state; raises as `change` does."""
    return change(page_id, user, lambda page: append_state(page, **fields))
