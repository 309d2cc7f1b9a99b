"""Staff decide: a draft is made of a request, or it is rejected with a reason, or thrown away as spam."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.entities.models import Topic
from cms.pages.models import PageTopic
from partnerships.models import (
    PartnerRequestPage,
    RequestKind,
    RequestLanguage,
    RequestSubmission,
    SubmissionState,
    WishedRegion,
)

from . import mails
from .periods import open_until
from .rights import section


class NoSection(Exception):
    """There is no section to make a draft in."""


class AlreadyDecided(Exception):
    """Somebody else was faster."""


def waiting() -> QuerySet[RequestSubmission]:
    """What waits for a decision, the oldest first."""
    return RequestSubmission.objects.filter(state=SubmissionState.WAITING).order_by("confirmed_at", "pk")


@transaction.atomic
def accept(submission: RequestSubmission, user: AbstractBaseUser) -> PartnerRequestPage:
    """A draft in the source language, filled with what was sent; raises NoSection, AlreadyDecided."""
    parent = section()
    if parent is None:
        raise NoSection
    _decide(submission, user, SubmissionState.ACCEPTED)
    page = PartnerRequestPage(live=False, locale=parent.locale, owner=user)
    page.expire_at = open_until(timezone.localdate(), submission.months)
    for name, value in _facts(submission).items():
        setattr(page, name, value)
    with translation.override(settings.LANGUAGE_CODE):
        page.title = _title(submission)
    page.lead, page.brings = submission.about, submission.brings
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    RequestSubmission.objects.filter(pk=submission.pk).update(page_key=page.translation_key)
    return page


@transaction.atomic
def reject(submission: RequestSubmission, user: AbstractBaseUser, reason: str) -> None:
    """With the reason by mail; raises AlreadyDecided, OSError."""
    _decide(submission, user, SubmissionState.REJECTED, reason=reason)
    mails.send("rejected", submission, reason=reason)


@transaction.atomic
def throw_away(submission: RequestSubmission, user: AbstractBaseUser) -> None:
    """As spam: nobody is written to, nothing is kept; raises AlreadyDecided."""
    _decide(submission, user, SubmissionState.REJECTED)
    RequestSubmission.objects.filter(pk=submission.pk).delete()


def _decide(submission: RequestSubmission, user: AbstractBaseUser, state: str, **fields: Any) -> None:
    undecided = RequestSubmission.objects.filter(pk=submission.pk, state=SubmissionState.WAITING)
    if not undecided.update(state=state, decided_by=user, decided_at=timezone.now(), **fields):
        raise AlreadyDecided


def _facts(submission: RequestSubmission) -> dict[str, Any]:
    topics = {topic.key: topic for topic in Topic.objects.filter(key__in=submission.topics)}
    region = submission.wished_region
    return {
        "kind": submission.kind,
        "place": submission.place,
        "wished_country": submission.wished_country,
        "wished_size": submission.wished_size,
        "wished_regions": [WishedRegion(region=region)] if region else [],
        "languages": [RequestLanguage(code=code, sort_order=order) for order, code in enumerate(submission.languages)],
        "page_topics": [
            PageTopic(topic=topics[key], sort_order=order)
            for order, key in enumerate(submission.topics)
            if key in topics
        ],
    }


def _title(submission: RequestSubmission) -> str:
    name = submission.place.name_in(settings.LANGUAGE_CODE) if submission.place else submission.place_name
    if submission.kind == RequestKind.SEEK:
        return _("%(place)s is looking for a partner") % {"place": name}
    return _("%(place)s has something to offer a partner") % {"place": name}
