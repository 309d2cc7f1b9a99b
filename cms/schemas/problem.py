"""Errors of the API, after RFC 9457."""

from pydantic import Field

from .base import Schema


class InvalidParameter(Schema):
    """One parameter that was refused."""

    name: str
    reason: str


class Problem(Schema):
    """application/problem+json."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    instance: str = ""
    invalid_params: list[InvalidParameter] = Field(default_factory=list)
