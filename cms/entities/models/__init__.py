"""Entities whose names are data: countries, regions, places, topics, organisations, persons."""

from .names import Entity, NameKind, NameRow
from .people import Organisation, OrganisationName, Person, PersonFunction, PersonName, Visibility
from .places import Country, CountryName, Place, PlaceName, Region, RegionName
from .topics import Topic, TopicKind, TopicName

__all__ = [
    "Country",
    "CountryName",
    "Entity",
    "NameKind",
    "NameRow",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonFunction",
    "PersonName",
    "Place",
    "PlaceName",
    "Region",
    "RegionName",
    "Topic",
    "TopicKind",
    "TopicName",
    "Visibility",
]
