"""From publish to end: the link to extend or close, the reminder before it ends, and what is forgotten when."""

import datetime
import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.pages.signals import page_write_begins
from partnerships.models import PartnerRequestPage, RequestSubmission, SubmissionState

from . import mails
from .periods import end_of, months_after, open_until

REMINDED_BEFORE = timedelta(days=14)
UNCONFIRMED_KEPT = timedelta(days=7)
DECIDED_KEPT = timedelta(days=30)
# Drafts that nobody publishes end some time, too.
UNPUBLISHED_KEPT = timedelta(days=365)
EXTENDED, CLOSED = "partnerships.request_extended", "partnerships.request_closed"

logger = logging.getLogger(__name__)


class NotExtendable(Exception):
    """It has been extended before, or is not open."""


def page_of(submission: RequestSubmission) -> PartnerRequestPage | None:
    """The request's page in the source language, draft or not."""
    pages = PartnerRequestPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(translation_key=submission.page_key).first() if submission.page_key else None


def is_open(page: Page | None) -> bool:
    """Whether readers see the request at this moment."""
    return page is not None and page.live and (page.expire_at is None or page.expire_at > timezone.now())


def opened(page: PartnerRequestPage) -> None:
    """The page was published: the municipality gets its link, once; what had ended lives on under the same link."""
    mine = RequestSubmission.objects.filter(page_key=page.translation_key)
    mine.filter(state=SubmissionState.CLOSED).update(state=SubmissionState.PUBLISHED, closed_at=None)
    submission = mine.filter(state=SubmissionState.ACCEPTED).first()
    if submission is None:
        return
    RequestSubmission.objects.filter(pk=submission.pk).update(state=SubmissionState.PUBLISHED)
    transaction.on_commit(lambda: _tell("published", submission, page))


def ended(page: PartnerRequestPage) -> None:
    """The page has left the public, for whatever reason: the time after which all is forgotten begins."""
    mine = RequestSubmission.objects.filter(page_key=page.translation_key, state=SubmissionState.PUBLISHED)
    mine.update(state=SubmissionState.CLOSED, closed_at=timezone.now())


@transaction.atomic
def close(submission: RequestSubmission) -> bool:
    """Withdraw the page at the municipality's wish; False when it was not open any more."""
    page = _locked(submission)
    if not is_open(page):
        return False
    page.unpublish()
    log(page, CLOSED)
    return True


def may_extend(submission: RequestSubmission, page: PartnerRequestPage | None) -> bool:
    """Once, while it is open."""
    return submission.extended_on is None and is_open(page) and page.expire_at is not None


@transaction.atomic
def extend(submission: RequestSubmission) -> datetime.datetime:
    """By the months it was opened for, from its end, no further than a year from now; raises NotExtendable."""
    page = _locked(submission)
    submission.refresh_from_db()
    if not may_extend(submission, page):
        raise NotExtendable
    today = timezone.localdate()
    furthest = open_until(today, 12)
    moment = min(end_of(months_after(timezone.localdate(page.expire_at), submission.months)), furthest)
    _move_end(page, moment)
    RequestSubmission.objects.filter(pk=submission.pk).update(extended_on=today, reminded_on=None)
    log(page, EXTENDED, data={"until": moment.isoformat()})
    return moment


def remind_due() -> int:
    """Write to those whose request ends soon; returns how many."""
    soon = timezone.now() + REMINDED_BEFORE
    pages = PartnerRequestPage.objects.filter(
        live=True, locale__language_code=settings.LANGUAGE_CODE, expire_at__gt=timezone.now(), expire_at__lte=soon
    )
    due = RequestSubmission.objects.filter(state=SubmissionState.PUBLISHED, reminded_on=None)
    found = {page.translation_key: page for page in pages}
    return sum(_remind(submission, found[submission.page_key]) for submission in due.filter(page_key__in=found))


def forget_due() -> int:
    """Delete submissions whose time is over, with everybody's address in them; returns how many."""
    now = timezone.now()
    _notice_deleted_pages(now)
    over = (
        Q(state=SubmissionState.UNCONFIRMED, created_at__lt=now - UNCONFIRMED_KEPT)
        | Q(state=SubmissionState.REJECTED, decided_at__lt=now - DECIDED_KEPT)
        | Q(state=SubmissionState.CLOSED, closed_at__lt=now - DECIDED_KEPT)
        | Q(state__in=(SubmissionState.WAITING, SubmissionState.ACCEPTED), created_at__lt=now - UNPUBLISHED_KEPT)
    )
    return RequestSubmission.objects.filter(over).delete()[0]


def _notice_deleted_pages(now: datetime.datetime) -> None:
    """A page that staff deleted, or that was taken off without a signal, has ended."""
    published = RequestSubmission.objects.filter(state=SubmissionState.PUBLISHED)
    live = PartnerRequestPage.objects.filter(live=True).values("translation_key")
    published.exclude(page_key__in=live).update(state=SubmissionState.CLOSED, closed_at=now)


def _remind(submission: RequestSubmission, page: PartnerRequestPage) -> int:
    """A mail that cannot be sent is tried again with the next run."""
    if not _tell("reminder", submission, page):
        return 0
    RequestSubmission.objects.filter(pk=submission.pk).update(reminded_on=timezone.localdate())
    return 1


def _tell(name: str, submission: RequestSubmission, page: PartnerRequestPage) -> bool:
    try:
        mails.send(
            name, submission, address=mails.link(mails.MANAGE, "request_manage", submission),
            until=timezone.localdate(page.expire_at) if page.expire_at else None,
            page_address=mails.page_address(page, submission.language), extendable=may_extend(submission, page),
        )  # fmt: skip
    except OSError:
        # Without names: who it was stands in the submission.
        logger.exception("mail of a partner request failed", extra={"mail": name, "submission": str(submission.pk)})
        return False
    return True


def _locked(submission: RequestSubmission) -> PartnerRequestPage | None:
    """The page as it is stored, after the locks that every writer of pages takes first."""
    page = page_of(submission)
    if page is None:
        return None
    page_write_begins.send(sender=type(page), page=page)
    return PartnerRequestPage.objects.select_for_update().get(pk=page.pk)


def _move_end(page: PartnerRequestPage, moment: datetime.datetime) -> None:
    """What is published stays as it is but for its end; a draft of staff is kept and gets the same end."""
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    page.expire_at = moment
    page.save_revision(log_action=False).publish()
    if draft is not None:
        draft.expire_at = moment
        draft.save_revision(log_action=False)
