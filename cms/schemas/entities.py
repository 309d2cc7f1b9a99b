"""Entities as readers get them: a name with the language it is in."""

from typing import Literal

from pydantic import Field

from .base import Schema


class EntityName(Schema):
    """What an entity is called; `language` differs from the page's when no name in that is recorded."""

    key: str = Field(description="Stable across installations and languages.")
    name: str = Field(description="The official name.")
    language: str = Field(description="Code of the language the name is in.")


class Place(EntityName):
    """A municipality, district or region; coordinates in WGS 84 degrees."""

    kind: str = Field(description="city, district or region.")
    country: str = Field(description="ISO 3166-1 code.")
    latitude: float | None = Field(default=None, description="Null when not recorded.")
    longitude: float | None = None


class Organisation(EntityName):
    """An organisation with its short name."""

    abbreviation: str = Field(default="", description="Empty when it has none.")
    website: str = Field(default="", description="Empty when it has none.")


class Person(EntityName):
    """A person whom visitors may see, with function."""

    function: str = Field(default="", description="Office or profession; empty when not recorded.")
    function_language: str = Field(default="", description="Empty without a function.")
    organisation: EntityName | None = None


class NameShape(Schema):
    """One name."""

    language: str
    kind: Literal["official", "alias", "former"]
    text: str
    valid_from: str = Field(description="Year or ISO date; may be empty.")
    valid_to: str = Field(description="Year or ISO date; may be empty.")
