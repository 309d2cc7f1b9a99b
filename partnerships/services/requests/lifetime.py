"""From publish to end: extending and closing, and what is forgotten when."""

import datetime
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cms.pages.signals import page_write_begins
from partnerships.models import Mailing, PartnerRequestPage, RequestSubmission, SubmissionState

from .periods import end_of, months_after, open_until

UNCONFIRMED_KEPT = timedelta(days=7)
DECIDED_KEPT = timedelta(days=30)
# Drafts that nobody publishes end some time, too.
UNPUBLISHED_KEPT = timedelta(days=365)
REMINDED_BEFORE = timedelta(days=14)
# Of a submission for which no mail is on its way.
NO_MAILING = {"mailing": "", "mailing_since": None, "mail_failures": 0, "mail_due_at": None}
EXTENDED, CLOSED = "partnerships.request_extended", "partnerships.request_closed"


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
    """The page was published: the municipality is told by the worker; what had ended lives on under the same link.

    Of an end that is far off it is reminded when that comes, whatever was said of another one.
    """
    mine = RequestSubmission.objects.filter(page_key=page.translation_key)
    mine.filter(state=SubmissionState.CLOSED).update(state=SubmissionState.PUBLISHED, closed_at=None)
    mine.filter(state=SubmissionState.ACCEPTED).update(state=SubmissionState.PUBLISHED)
    if page.expire_at is None or page.expire_at > timezone.now() + REMINDED_BEFORE:
        mine.exclude(reminded_on=None).update(reminded_on=None)
        mine.filter(mailing=Mailing.REMINDER).update(**NO_MAILING)


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
    RequestSubmission.objects.filter(pk=submission.pk).update(extended_on=today)
    log(page, EXTENDED, data={"until": moment.isoformat()})
    return moment


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
