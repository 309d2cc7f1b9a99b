"""The minute's publishing and expiry: each page in its own transaction, re-read under a lock."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.pages.models import ForumPage
from cms.pages.refusals import PublishRefused
from cms.pages.signals import page_write_begins

SCHEDULE_REFUSED = "cms.scheduled_publish_refused"

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Publish revisions whose moment has come; a refusal clears that schedule and stops no other page.

    What others are translated from comes first.
    """
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
    found = list(due.values_list("pk", "object_id", "base_content_type__model"))
    pages = [object_id for _pk, object_id, model in found if model == "page"]
    sources = {
        str(pk)
        for pk in Page.objects.filter(pk__in=pages, locale__language_code=settings.LANGUAGE_CODE).values_list(
            "pk", flat=True
        )
    }
    ordered = sorted(found, key=lambda row: row[2] == "page" and row[1] not in sources)
    return sum(_publish(pk) for pk, _object_id, _model in ordered)


def expire_due() -> int:
    """Withdraw live pages whose end has come."""
    due = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by("pk")
    return sum(_expire(key) for key in list(due.values_list("pk", flat=True)))


def _publish(key: int) -> int:
    page = _page_of(key)
    try:
        with transaction.atomic():
            _begin(page)
            found = Revision.objects.select_for_update().filter(
                pk=key, approved_go_live_at__lte=timezone.now()
            ).first()  # fmt: skip
            if found is None:
                return 0
            found.publish(log_action="wagtail.publish.scheduled")
            return 1
    except PublishRefused as refusal:
        Revision.objects.filter(pk=key).update(approved_go_live_at=None)
        log(refusal.page, SCHEDULE_REFUSED, data={"reasons": refusal.messages})
        logger.warning("scheduled publish refused", extra={"revision_id": key, "reasons": refusal.messages})
    except (OperationalError, InterfaceError):
        # A deadlock, or a database that is away for a moment: the next minute tries again.
        logger.warning("scheduled publish postponed", extra={"revision_id": key}, exc_info=True)
    except Exception:
        Revision.objects.filter(pk=key).update(approved_go_live_at=None)
        if page is not None:
            log(page, SCHEDULE_REFUSED, data={"reasons": []})
        logger.exception("scheduled publish failed", extra={"revision_id": key})
    return 0


def _expire(key: int) -> int:
    try:
        with transaction.atomic():
            _begin(Page.objects.filter(pk=key).first())
            page = Page.objects.select_for_update().filter(pk=key, live=True, expire_at__lte=timezone.now()).first()
            specific = page.specific if page else None
            if not isinstance(specific, ForumPage):
                return 0
            specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            return 1
    except Exception:
        # One page that cannot be withdrawn must not keep the others in public; readers get it no more anyway.
        logger.exception("expiry failed", extra={"page_id": key})
    return 0


def _page_of(revision_key: int) -> Page | None:
    """The page a revision belongs to; None for revisions of anything else."""
    found = Revision.page_revisions.filter(pk=revision_key).values_list("object_id", flat=True).first()
    return Page.objects.filter(pk=found).first() if found else None


def _begin(page: Page | None) -> None:
    """The locks that come before any on rows, in the order in which every other writer takes them."""
    if page is not None:
        specific = page.specific
        page_write_begins.send(sender=type(specific), page=specific)
