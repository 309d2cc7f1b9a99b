"""Errors of the API, after RFC 9457."""

from pydantic import Field

from .base import Schema


class InvalidParameter(Schema):
    """One parameter that was refused."""

    name: str = Field(description="Of the query or path parameter.")
    reason: str = Field(description="What is wrong, and what is allowed.")


class Problem(Schema):
    """application/problem+json."""

    type: str = Field(default="about:blank", description="The status says all there is to the type.")
    title: str = Field(description="The phrase of the status.")
    status: int = Field(description="The status of the response.")
    detail: str = Field(default="", description="What happened, for people.")
    instance: str = Field(default="", description="The path that was asked for.")
    invalid_params: list[InvalidParameter] = Field(default_factory=list, description="Empty unless 400.")
