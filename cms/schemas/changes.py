"""What has changed in the public since a moment."""

import datetime
import uuid

from pydantic import Field

from .base import Schema


class ChangedPage(Schema):
    """A page that readers see differently since a moment."""

    id: int
    type: str
    locale: str
    translation_key: uuid.UUID
    url: str
    changed_at: datetime.datetime
    gone: bool = Field(description="Withdrawn or expired.")


class ChangeList(Schema):
    """One page of changes, the oldest first."""

    items: list[ChangedPage]
    next_cursor: str | None = Field(description="Give it as cursor to get the next page; null at the end.")
    until: datetime.datetime = Field(
        description="Give it as since of the next round: what is still being written comes then, some changes twice."
    )
