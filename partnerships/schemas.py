"""Shapes of the directory and of profiles, in content items and in the API."""

import datetime
import uuid
from typing import Literal

from pydantic import Field

from cms.schemas.base import Schema
from cms.schemas.entities import EntityName, Organisation, Person, Place
from cms.schemas.links import PageLink
from cms.schemas.pages import PageCard, PageDetail
from cms.schemas.pictures import Document, Picture
from search.records import SourceCard

Kind = Literal["partnership", "friendship", "contact", "project", "solidarity", "cooperation", "network"]
State = Literal["active", "resting", "suspended", "ended", "unknown"]
Precision = Literal["day", "month", "year", "unknown"]
PARTIAL = "YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known; empty when it is not."


class Source(Schema):
    """Where a fact comes from."""

    label: str = Field(description="A description, or the host of the address.")
    url: str = Field(description="Empty for a source without address.")


class Side(Place):
    """One place of a partnership with what is shown of it."""

    region: EntityName | None
    population: int | None
    population_year: int | None
    population_source: str = Field(description="May be empty.")
    website: str = Field(description="May be empty.")
    url: str = Field(description="The page of all partnerships of the place.")


class StateToday(Schema):
    """The state today in data and in the words that all profiles share."""

    state: State
    label: str = Field(description="In words of the page's language.")
    sentence: str = Field(description="State, since when, by whose decision, as of when.")
    starts: str = Field(description=PARTIAL)
    as_of: str = Field(description=f"Of when the evidence is: {PARTIAL}")


class StatusEntry(StateToday):
    """One entry of the history."""

    id: uuid.UUID = Field(description="The same in all languages.")
    decided_by: str = Field(
        description="council, mayor, government, administration, other_side, both_sides, nobody, unknown."
    )
    decided_by_label: str
    continues: str = Field(description="What continues; may be empty.")
    condition: str = Field(description="Condition for resuming; may be empty.")
    note: str = Field(description="May be empty.")
    sources: list[Source]
    letter: Document | None
    answer: Document | None


class Actor(Schema):
    """Who carries the partnership on one side; persons only while readers may see them."""

    id: uuid.UUID = Field(description="The same in all languages.")
    place: str = Field(description="Key of the side's place.")
    role: str = Field(description="municipality, association, school, culture, economy, civil_society, other.")
    role_label: str
    label: str = Field(description="May be empty.")
    organisation: Organisation | None
    person: Person | None
    contact_url: str = Field(description="Of the form by which readers write to the actor; empty when they cannot.")


class Anniversary(Schema):
    """The next round anniversary."""

    years: int
    on: str = Field(description=PARTIAL)
    text: str = Field(description="The day, month or year in words.")


class Confirmed(Schema):
    """Who confirmed the profile last."""

    on: datetime.date
    place: str = Field(description="Key of the side's place; empty when staff confirmed it.")
    office: str = Field(description="May be empty.")


class ContextBanner(Schema):
    """Told to readers when the state has changed since the texts were written."""

    written_on: datetime.date
    text: str


class PartnershipCard(PageCard):
    """A partnership in lists, tables and on maps."""

    type: Literal["partnerships.partnership"] = "partnerships.partnership"
    places: list[Side] = Field(description="The sides in their order; two, or more for triangles.")
    kind: Kind
    kind_label: str
    since: str = Field(description=PARTIAL)
    since_precision: Precision
    since_text: str = Field(description="In words; empty when it is not known.")
    status: StateToday
    distance_km: int | None = Field(description="Between the first two places, as the crow flies.")
    confirmed_on: datetime.date | None = Field(description="When the profile was last confirmed.")
    stale: bool = Field(description="Whether the last confirmation is older than a year, or there is none.")
    evidence: Literal["high", "medium", "low"] = Field(description="How well the facts are documented.")
    sources: list[Source]
    licence: str = Field(description="Of the record.")


class PartnershipDetail(PartnershipCard, PageDetail):
    """Everything a profile shows."""

    hero: Picture | None
    kind_definition: str
    history: list[StatusEntry] = Field(description="In the order of entry; the last one is the state today.")
    actors: list[Actor]
    anniversary: Anniversary | None
    confirmations: list[Confirmed] = Field(description="The last one of each side and of staff, the newest first.")
    banner: ContextBanner | None
    umbrella: list[PageLink] = Field(description="Partnerships of the two regions above these places.")
    below: list[PageLink] = Field(description="Of a partnership of regions: those of places inside both.")
    neighbours: list[PageLink] = Field(description="Other partnerships of either place.")
    mentions: list[PageLink] = Field(description="News and conferences that speak of one of the places.")


class DirectoryCard(PageCard):
    """A directory in lists."""

    type: Literal["partnerships.directory"] = "partnerships.directory"


class DirectoryDetail(DirectoryCard, PageDetail):
    """A directory; its partnerships are listed by /partnerships/."""


RequestKind = Literal["seek", "offer"]
Size = Literal["small", "medium", "large", "major"]


class RequestPlace(Place):
    """The municipality that posted a request."""

    region: EntityName | None
    country_name: EntityName
    population: int | None
    population_year: int | None
    size: Size | None = Field(description="small: up to 20,000, medium: 100,000, large: 500,000; null when not known.")


class Language(Schema):
    """A language in which the municipality can be written to."""

    code: str
    name: str = Field(description="In the page's language.")


class RequestCard(PageCard):
    """A partner request in lists."""

    type: Literal["partnerships.request"] = "partnerships.request"
    kind: RequestKind
    kind_label: str
    place: RequestPlace | None
    wished_country: EntityName | None = Field(description="Null when any will do.")
    wished_country_code: str = Field(description="ISO 3166-1; empty when any will do.")
    wished_regions: list[EntityName] = Field(description="Empty when any will do.")
    wished_size: Size | None = Field(description="Null when any will do.")
    wished_size_label: str = Field(description="May be empty.")
    languages: list[Language]
    open_until: datetime.date | None = Field(description="The last day; the request is gone after it.")


class RequestDetail(RequestCard, PageDetail):
    """Everything a partner request shows; whom to write to is told to nobody."""

    brings: str = Field(description="What the municipality brings; may be empty.")
    answer_url: str = Field(description="The form by which it is written to; empty when it cannot be.")


class RequestIndexCard(PageCard):
    """The section of partner requests in lists."""

    type: Literal["partnerships.request_index"] = "partnerships.request_index"


class RequestIndexDetail(RequestIndexCard, PageDetail):
    """The section of partner requests."""


class FoundRegion(SourceCard):
    """A region in results of the search."""

    type: Literal["partnerships.region"] = "partnerships.region"
    key: str = Field(description="Filters partnerships.")
    language: str = Field(description="Of the title, when the region has no name in the language asked for.")
    country: str = Field(description="ISO 3166-1 code.")
    country_name: str
    partnerships: int = Field(description="Public ones in this language.")


class FoundPlace(SourceCard):
    """A place in results of the search."""

    type: Literal["partnerships.place"] = "partnerships.place"
    key: str = Field(description="Filters partnerships.")
    language: str = Field(description="Of the title, when the place has no name in the language asked for.")
    kind: str = Field(description="city, district or region.")
    country: str = Field(description="ISO 3166-1 code.")
    country_name: str
    region_name: str = Field(description="Empty when it is not recorded.")
    latitude: float | None = Field(description="Degrees, WGS 84; null when not recorded.")
    longitude: float | None
    partnerships: int = Field(description="Public ones in this language.")
