"""Periods of whole days."""

import datetime

from pydantic import Field

from .base import Schema


class Period(Schema):
    """First and last day, both included."""

    starts_on: datetime.date
    ends_on: datetime.date
    time_zone: str | None = Field(default=None, description="IANA name where the days are those of a place.")
