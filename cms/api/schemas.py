"""The API's own shapes, and the unions of all active page types."""

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, create_model

from cms.plugins.registry import registry
from cms.schemas.base import Schema
from cms.schemas.pages import PageCard
from cms.schemas.problem import Problem

PROBLEMS = {400: Problem, 404: Problem}


class LocaleShape(Schema):
    """One language of the site."""

    code: str = Field(description="As locale parameters take it.")
    name: str = Field(description="In that language.")
    default: bool = Field(description="The language of answers when none is asked for.")


class NavigationItem(Schema):
    """One entry of the main navigation."""

    title: str
    url: str = Field(description="Root-relative, with the language's prefix.")
    type: str = Field(description="Type of the page, e.g. home.standard.")


def page_details() -> Any:
    """The detail of any page type, told apart by `type`."""
    return _one_of([presenter.detail_schema for presenter in registry.read("presenters").values()])


def list_of(*schemas: type[PageCard]) -> type[Schema]:
    """One page of a list of cards of these types."""
    return create_model(
        f"{schemas[0].__name__ if len(schemas) == 1 else 'Page'}List",
        __base__=Schema,
        __doc__="One page of a list.",
        items=(list[_one_of(list(schemas))], ...),
        next_cursor=(
            str | None,
            Field(default=None, description="Give it as cursor to get the next page; null at the end."),
        ),
    )


def page_cards() -> type[Schema]:
    """One page of a list of cards of every type."""
    return list_of(*dict.fromkeys(presenter.card_schema for presenter in registry.read("presenters").values()))


def _one_of(schemas: list[type]) -> Any:
    unique = list(dict.fromkeys(schemas))
    return Annotated[reduce(or_, unique), Field(discriminator="type")] if len(unique) > 1 else unique[0]
