"""Mails of the worker to municipalities: that their request is published, and that it ends soon.

One at a time for each request, tried again in longer and longer pauses, and marked before it leaves: one whose worker
dies meanwhile waits for staff and is not sent twice. Only a reminder does not wait behind a mail that is stuck; it
holds the same link.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, F, Q, QuerySet
from django.utils import timezone

from partnerships.models import Mailing, PartnerRequestPage, RequestSubmission, SubmissionState

from . import mails
from .lifetime import NO_MAILING, REMINDED_BEFORE, may_extend

# No mail takes longer.
INTERRUPTED_AFTER = timedelta(minutes=10)
# For almost a day; doubled with every failure.
ATTEMPTS, PAUSE = 8, timedelta(minutes=10)
# A mail server that hangs must not hold up what else the worker does.
MOST_AT_ONCE = 10
NOTED = {Mailing.PUBLISHED: "told_on", Mailing.REMINDER: "reminded_on"}

logger = logging.getLogger(__name__)


def tell_due() -> int:
    """Write to those whose request was published, with the link to extend or close it; returns to how many."""
    return _write(Mailing.PUBLISHED)


def remind_due() -> int:
    """Write to those whose request ends soon; returns to how many."""
    return _write(Mailing.REMINDER)


def stuck() -> QuerySet[RequestSubmission]:
    """Whose mail should leave but does not by itself: it was interrupted, or could not be sent."""
    wanted = Q()
    for mail in Mailing:
        wanted |= Q(mailing=mail, page_key__in=_pages(mail).values("translation_key"), **{NOTED[mail]: None})
    return RequestSubmission.objects.filter(wanted, _is_stuck(), state=SubmissionState.PUBLISHED)


def send_again(submission: RequestSubmission) -> bool:
    """Staff have asked, or take the risk: what is stuck is due once more."""
    rows = stuck().filter(pk=submission.pk)
    return bool(rows.update(mailing_since=None, mail_failures=0, mail_due_at=None))


def _is_stuck() -> Q:
    return Q(mail_failures__gte=ATTEMPTS) | Q(mailing_since__lt=timezone.now() - INTERRUPTED_AFTER)


def _pages(mail: Mailing) -> QuerySet[PartnerRequestPage]:
    """Those that a mail may be about: open ones in the source language."""
    now = timezone.now()
    pages = PartnerRequestPage.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
    if mail == Mailing.REMINDER:
        return pages.filter(expire_at__gt=now, expire_at__lte=now + REMINDED_BEFORE)
    return pages.filter(Q(expire_at=None) | Q(expire_at__gt=now))


def _due(mail: Mailing) -> QuerySet[RequestSubmission]:
    ready = Q(mail_due_at=None) | Q(mail_due_at__lte=timezone.now())
    ready &= Q(mailing__in=("", mail), mailing_since=None, mail_failures__lt=ATTEMPTS)
    if mail == Mailing.REMINDER:
        ready |= Q(mailing=Mailing.PUBLISHED) & _is_stuck()
    return RequestSubmission.objects.filter(ready, state=SubmissionState.PUBLISHED, **{NOTED[mail]: None})


def _write(mail: Mailing) -> int:
    """Those that failed before come last."""
    due = _due(mail).filter(page_key__in=_pages(mail).values("translation_key"))
    rows = list(due.order_by(F("mail_due_at").asc(nulls_first=True), "created_at", "pk")[:MOST_AT_ONCE])
    pages = _pages(mail).filter(translation_key__in=[row.page_key for row in rows])
    found = {page.translation_key: page for page in pages}
    return sum(_sent(mail, row, found[row.page_key]) for row in rows if row.page_key in found)


def _sent(mail: Mailing, submission: RequestSubmission, page: PartnerRequestPage) -> bool:
    now = timezone.now()
    failures = submission.mail_failures if submission.mailing == mail else 0
    claimed = _due(mail).filter(pk=submission.pk)
    if not claimed.update(mailing=mail, mailing_since=now, mail_failures=failures):
        return False
    mine = RequestSubmission.objects.filter(pk=submission.pk, mailing=mail, mailing_since=now)
    try:
        mails.send(
            mail, submission, address=mails.link(mails.MANAGE, "request_manage", submission),
            until=timezone.localdate(page.expire_at) if page.expire_at else None,
            page_address=mails.page_address(page, submission.language), extendable=may_extend(submission, page),
        )  # fmt: skip
    except (OSError, ValueError):
        # Without names: who it was stands in the submission.
        about = {"mail": str(mail), "submission": str(submission.pk), "attempts": failures + 1}
        logger.exception("mail of a partner request failed", extra=about)
        mine.update(mailing_since=None, mail_failures=failures + 1, mail_due_at=now + PAUSE * 2**failures)
        return False
    _note(mine, submission, page)
    return True


def _note(mine: QuerySet[RequestSubmission], submission: RequestSubmission, page: PartnerRequestPage) -> None:
    """A reminder of an end that has been moved meanwhile is none."""
    today = timezone.localdate()
    settled = {**NO_MAILING, "told_on": submission.told_on or today}
    same_end = PartnerRequestPage.objects.filter(pk=page.pk, expire_at=page.expire_at)
    reminded = mine.filter(Exists(same_end), mailing=Mailing.REMINDER)
    if not reminded.update(**settled, reminded_on=today):
        mine.update(**settled)
