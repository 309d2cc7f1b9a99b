"""Mails of the worker to municipalities: that their request is published, and that it ends soon.

Each is tried again until it is sent, and marked before it leaves: one whose worker dies meanwhile waits for staff
and is not sent twice.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships.models import PartnerRequestPage, RequestSubmission, SubmissionState

from . import mails
from .lifetime import may_extend

REMINDED_BEFORE = timedelta(days=14)
# No mail takes longer.
INTERRUPTED_AFTER = timedelta(minutes=10)

logger = logging.getLogger(__name__)


def tell_due() -> int:
    """Write to those whose request was published, with the link to extend or close it; returns to how many."""
    return _write("published", "told_on", _open_pages())


def remind_due() -> int:
    """Write to those whose request ends soon; returns to how many."""
    return _write("reminder", "reminded_on", _open_pages().filter(expire_at__lte=timezone.now() + REMINDED_BEFORE))


def is_interrupted(submission: RequestSubmission) -> bool:
    """Whether a mail was begun and nobody knows whether it has left."""
    begun = submission.mailing_since
    return begun is not None and begun < timezone.now() - INTERRUPTED_AFTER


def send_again(submission: RequestSubmission) -> bool:
    """Staff have asked, or take the risk: what was interrupted is due once more."""
    rows = RequestSubmission.objects.filter(pk=submission.pk, mailing_since__lt=timezone.now() - INTERRUPTED_AFTER)
    return bool(rows.update(mailing_since=None))


def _open_pages() -> QuerySet[PartnerRequestPage]:
    pages = PartnerRequestPage.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()))


def _write(name: str, noted: str, pages: QuerySet[PartnerRequestPage]) -> int:
    """The mail of that name about each of the pages for which the field `noted` says that it was not sent."""
    due = RequestSubmission.objects.filter(state=SubmissionState.PUBLISHED, mailing_since=None, **{noted: None})
    found = {page.translation_key: page for page in pages.filter(translation_key__in=due.values("page_key"))}
    rows = due.filter(page_key__in=found).order_by("created_at", "pk")
    return sum(_sent(name, noted, submission, found[submission.page_key]) for submission in rows)


def _sent(name: str, noted: str, submission: RequestSubmission, page: PartnerRequestPage) -> bool:
    row = RequestSubmission.objects.filter(pk=submission.pk)
    if not row.filter(mailing_since=None, **{noted: None}).update(mailing_since=timezone.now()):
        return False
    try:
        mails.send(
            name, submission, address=mails.link(mails.MANAGE, "request_manage", submission),
            until=timezone.localdate(page.expire_at) if page.expire_at else None,
            page_address=mails.page_address(page, submission.language), extendable=may_extend(submission, page),
        )  # fmt: skip
    except (OSError, ValueError):
        # Without names: who it was stands in the submission.
        row.update(mailing_since=None)
        logger.exception("mail of a partner request failed", extra={"mail": name, "submission": str(submission.pk)})
        return False
    row.update(mailing_since=None, **{noted: timezone.localdate()})
    return True
