"""The minute's publishing and expiry: each page in its own transaction, re-read under a lock."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.pages.models import ForumPage
from cms.pages.refusals import PublishRefused

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Publish revisions whose moment has come; a refusal clears that schedule and stops no other page."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
    return sum(_publish(key) for key in list(due.values_list("pk", flat=True)))


def expire_due() -> int:
    """Withdraw live pages whose end has come."""
    due = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by("pk")
    return sum(_expire(key) for key in list(due.values_list("pk", flat=True)))


def _publish(key: int) -> int:
    try:
        with transaction.atomic():
            found = Revision.objects.select_for_update().filter(
                pk=key, approved_go_live_at__lte=timezone.now()
            ).first()  # fmt: skip
            if found is None:
                return 0
            found.publish(log_action="wagtail.publish.scheduled")
            return 1
    except PublishRefused as refusal:
        Revision.objects.filter(pk=key).update(approved_go_live_at=None)
        logger.warning("scheduled publish refused", extra={"revision_id": key, "reasons": refusal.messages})
    except Exception:
        Revision.objects.filter(pk=key).update(approved_go_live_at=None)
        logger.exception("scheduled publish failed", extra={"revision_id": key})
    return 0


def _expire(key: int) -> int:
    with transaction.atomic():
        page = Page.objects.select_for_update().filter(pk=key, live=True, expire_at__lte=timezone.now()).first()
        specific = page.specific if page else None
        if not isinstance(specific, ForumPage):
            return 0
        specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return 1
