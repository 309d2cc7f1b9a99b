"""A request comes in: kept unconfirmed until somebody who reads its mails confirms it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.entities.models import Country, Place, Region
from partnerships import tokens
from partnerships.models import RequestSubmission, SubmissionState

from . import mails

LINK_LIFETIME = timedelta(hours=48)
COUNTRY, REGION = "country", "region"


@transaction.atomic
def submit(data: Mapping[str, Any], language: str) -> RequestSubmission:
    """Keep what the form has checked and send the link by which it is confirmed; raises OSError, keeping nothing."""
    submission = RequestSubmission.objects.create(
        language=language,
        kind=data["kind"],
        place=Place.objects.filter(key=data["place"]).first() if data["place"] else None,
        place_name=data["place_name"],
        topics=list(data["topics"]),
        wished_size=data["size"],
        languages=list(data["languages"]),
        about=data["about"],
        brings=data["brings"],
        months=data["months"],
        office=data["office"],
        email=data["email"],
        **_where(data["where"]),
    )
    address = mails.link(mails.CONFIRM, "request_confirm", submission)
    mails.send("confirm", submission, address=address, hours=int(LINK_LIFETIME.total_seconds() // 3600))
    return submission


def find(token: str, purpose: str = mails.CONFIRM) -> RequestSubmission | None:
    """The submission of a link, None when it is gone; raises TokenExpired, TokenInvalid."""
    max_age = LINK_LIFETIME if purpose == mails.CONFIRM else None
    return RequestSubmission.objects.filter(pk=tokens.read(purpose, token, max_age)).first()


def confirm(submission: RequestSubmission) -> bool:
    """Into the queue of the staff; False when it was there already."""
    unconfirmed = RequestSubmission.objects.filter(pk=submission.pk, state=SubmissionState.UNCONFIRMED)
    return bool(unconfirmed.update(state=SubmissionState.WAITING, confirmed_at=timezone.now()))


def _where(value: str) -> dict[str, Any]:
    """The wish "country:de", "region:saxony" or "" as fields."""
    kind, _separator, key = value.partition(":")
    region = Region.objects.filter(key=key).select_related("country").first() if kind == REGION else None
    country = Country.objects.filter(key=key).first() if kind == COUNTRY else None
    return {"wished_region": region, "wished_country": region.country if region else country}
