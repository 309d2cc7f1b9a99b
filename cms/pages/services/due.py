"""The minute's publishing and expiry: each page in its own transaction, re-read under a lock."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.pages.models import ForumPage
from cms.pages.refusals import PublishRefused

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
        log(refusal.page, SCHEDULE_REFUSED, data={"reasons": refusal.messages})
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
