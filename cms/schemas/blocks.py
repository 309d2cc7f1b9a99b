"""Blocks of a page's body: each block class has its own subclass with a literal `type`."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Annotated, Any, ClassVar

from pydantic import Field

from .base import Schema


class Block(Schema):
    """One block; subclasses narrow `type` to the name it is stored under: `type: Literal["quote"] = "quote"`.

    `words` names the fields that readers read and search, dotted below others: ("title", "links.label").
    """

    words: ClassVar[tuple[str, ...]] = ()

    id: str = Field(description="Stable across edits and languages.")
    type: str


def union_of(schemas: Iterable[type[Block]]) -> Any:
    """The type of any of these blocks, told apart by `type`."""
    members = list(schemas)
    if len(members) == 1:
        return members[0]
    return Annotated[reduce(or_, members), Field(discriminator="type")]
