"""Messages to municipalities whose address nobody sees."""

import logging
from collections.abc import Mapping
from uuid import UUID

from django.db.models import F

from partnerships.models import RequestSubmission, SubmissionState

from . import mails
from .lifetime import is_open, page_of

logger = logging.getLogger(__name__)


# Whoever is behind a draft may be written to as soon as it is published.
REACHABLE = (SubmissionState.ACCEPTED, SubmissionState.PUBLISHED)


def has_recipient(page_key: UUID) -> bool:
    """Whether somebody stands behind the request who can be written to."""
    return RequestSubmission.objects.filter(page_key=page_key, state__in=REACHABLE).exists()


def recipient(page_key: UUID) -> RequestSubmission | None:
    """Who is written to by the form of an open request; None when nobody can be."""
    submission = RequestSubmission.objects.filter(page_key=page_key, state__in=REACHABLE).first()
    return submission if submission and is_open(page_of(submission)) else None


def pass_on(submission: RequestSubmission, message: Mapping[str, str], title: str) -> None:
    """Send it in the municipality's language, answers going to the sender; raises OSError. Its content is not kept."""
    mails.send("answer", submission, reply_to=message["email"], title=title, **message)
    RequestSubmission.objects.filter(pk=submission.pk).update(answers=F("answers") + 1)
    logger.info("message passed on", extra={"partner_request": str(submission.page_key)})
