"""Shapes of walks."""

from typing import ClassVar, Literal

from pydantic import Field

from cms.schemas.blocks import Block
from cms.schemas.pages import PageCard, PageDetail


class WalkCard(PageCard):
    """A walk in lists."""

    type: Literal["walks.walk"] = "walks.walk"
    minutes: int = Field(description="How long it takes.")


class WalkDetail(WalkCard, PageDetail):
    """A walk."""


class WalkStop(Block):
    """A place at which walkers stop."""

    words: ClassVar[tuple[str, ...]] = ("text",)

    type: Literal["walks_stop"] = "walks_stop"
    text: str
