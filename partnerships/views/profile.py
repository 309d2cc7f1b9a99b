"""The page of a partnership."""

from typing import Any

from django.http import HttpRequest

from cms.delivery.services.presented import presented
from partnerships.models import PartnershipPage
from partnerships.services.outline import ProfileOutline


def partnership_context(page: PartnershipPage, request: HttpRequest) -> dict[str, Any]:
    """`data` of the profile, and the same as a ProfileOutline."""
    data = presented(page, request).data
    return {"data": data, "profile": ProfileOutline(data)}
