"""The page of a partnership."""

from typing import Any

from django.http import HttpRequest

from cms.delivery.services.presented import presented
from partnerships.models import PartnershipPage


def partnership_context(page: PartnershipPage, request: HttpRequest) -> dict[str, Any]:
    """`data` of the profile."""
    return {"data": presented(page, request).data}
