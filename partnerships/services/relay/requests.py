"""The municipality behind a partner request, as a recipient of messages."""

from collections.abc import Mapping
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import F

from partnerships.models import RequestSubmission, SubmissionState
from partnerships.services.requests import mails
from partnerships.services.requests.lifetime import is_open, page_of

# Whoever is behind a draft may be written to as soon as it is published.
REACHABLE = (SubmissionState.ACCEPTED, SubmissionState.PUBLISHED)


def has_recipient(page_key: UUID) -> bool:
    """Whether somebody stands behind the request who can be written to."""
    return RequestSubmission.objects.filter(page_key=page_key, state__in=REACHABLE).exists()


def recipient(page_key: UUID) -> RequestSubmission | None:
    """Who is written to by the form of an open request; None when nobody can be."""
    submission = RequestSubmission.objects.filter(page_key=page_key, state__in=REACHABLE).first()
    return submission if submission and is_open(page_of(submission)) else None


def mail(page_key: UUID, language: str, content: Mapping[str, str]) -> EmailMessage | None:
    """In the municipality's language; an answer goes to whoever wrote."""
    submission = recipient(page_key)
    if submission is None:
        return None
    title = mails.page_in(page_of(submission), submission.language).title
    return mails.message("answer", submission, reply_to=(content["name"], content["email"]), title=title, **content)


def sent(page_key: UUID) -> None:
    """One more was passed on."""
    RequestSubmission.objects.filter(page_key=page_key).update(answers=F("answers") + 1)
