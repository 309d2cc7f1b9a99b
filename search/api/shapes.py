"""Shapes of what the API answers."""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from cms.plugins.registry import registry
from cms.schemas.base import Schema


class HighlightPart(Schema):
    """A piece of the excerpt; the pieces follow each other without a gap."""

    text: str
    marked: bool = Field(description="Whether it is what was searched for.")
    language: str = Field(description="Of the piece, where it is in another language than the answer; else empty.")


class SearchFacetValue(Schema):
    """One value of a facet."""

    value: str
    label: str = Field(description="In the language asked for where there is one.")
    language: str = Field(description="Of the label, where it is in another language; else empty.")
    count: int = Field(description="Hits it would leave beside the other filters.")


class SuggestionShape(Schema):
    """Something that is called as was typed."""

    type: str
    kind: str = Field(description="The type in words.")
    title: str
    matched: str = Field(description="The name by which it was found, where the title does not show it; else empty.")
    url: str


class Suggestions(Schema):
    """What may have been meant, the best first."""

    suggestions: list[SuggestionShape]


def search_answer() -> type[Schema]:
    """One page of hits; to be made once all apps are ready, since cards are theirs."""
    item = create_model(
        "SearchHit",
        __base__=Schema,
        __doc__="One hit: the card as lists show it, told apart by its type, and the words around what was found.",
        kind=(str, Field(description="What it is, in words.")),
        highlight=(list[HighlightPart], ...),
        card=(_any_card(), ...),
    )
    return create_model(
        "SearchAnswer",
        __base__=Schema,
        __doc__="One page of hits.",
        items=(list[item], ...),
        total=(int, Field(description="All hits.")),
        page=(int, ...),
        pages=(int, Field(description="How many pages of this size there are.")),
        words=(Literal["all", "some"], Field(description="Whether hits have all words, or some since none has all.")),
        corrected=(str | None, Field(description="What was searched instead, where misspelt words were replaced.")),
        facets=(
            dict[str, list[SearchFacetValue]],
            Field(description="By facet; its own choice does not lower counts."),
        ),
    )


def _any_card() -> Any:
    searched = registry.read("search_profiles")
    pages = [each.card_schema for each in registry.read("presenters").values() if each.type in searched]
    others = [source.card_schema for source in registry.read("search_sources").values()]
    unique = list(dict.fromkeys([*pages, *others]))
    return Annotated[reduce(or_, unique), Field(discriminator="type")] if len(unique) > 1 else unique[0]
