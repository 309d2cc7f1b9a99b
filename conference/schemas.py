"""Shapes of series and editions, in content items and in the API."""

import datetime
import uuid
from typing import Literal

from pydantic import Field

from cms.schemas.base import Schema
from cms.schemas.entities import Organisation, Place
from cms.schemas.links import PageLink
from cms.schemas.pages import PageCard, PageDetail
from cms.schemas.period import Period
from cms.schemas.pictures import Picture

Status = Literal["scheduled", "postponed", "cancelled"]
State = Literal["announced", "running", "past", "postponed", "cancelled"]
Mode = Literal["in_person", "digital"]


class Deadline(Schema):
    """The moment at which something closes for one audience in one mode."""

    id: uuid.UUID = Field(description="The same in all languages.")
    audience: Literal["participants", "travel", "press"] = Field(description="Whom it concerns.")
    mode: Literal["any", "in_person", "digital"] = Field(description="For which way of taking part.")
    moment: datetime.datetime = Field(description="With the offset of its own time zone.")
    moment_utc: datetime.datetime = Field(description="The same moment in UTC.")
    time_zone: str = Field(description="IANA name.")
    state: Literal["open", "closed"] = Field(description="At the moment of rendering; compare moment_utc for later.")
    label: str = Field(description="What closes.")
    note: str = Field(description="May be empty.")


class WorkingGroup(Schema):
    """A working group and who coordinates it."""

    id: uuid.UUID = Field(description="The same in all languages.")
    number: int
    title: str
    description: str = Field(description="May be empty.")
    coordinator: Organisation | None


class SisterEvent(Schema):
    """An event beside the edition with a count of its own."""

    id: uuid.UUID = Field(description="The same in all languages.")
    number: int | None
    ordinal: str = Field(description="The number as the language writes it: IV., IV, 4th; empty without one.")
    title: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    period_text: str = Field(description="The days in words of the page's language; empty without days.")
    places: list[Place]
    modes: list[Mode]
    website: str


class RoleHolder(Schema):
    """An organisation in one role."""

    role: Literal["organiser", "host", "partner", "sponsor"]
    organisation: Organisation


class EditionCard(PageCard):
    """An edition in lists."""

    type: Literal["conference.edition"] = "conference.edition"
    series: PageLink | None = Field(description="Its translation_key filters lists of editions.")
    number: int
    ordinal: str = Field(description="The number as the language writes it: XVI., XVI, 16th.")
    motto: str = Field(description="May be empty.")
    period: Period
    period_text: str = Field(description="28.–30. Juni 2021, 28–30 июня 2021 г., 28–30 June 2021.")
    status: Status = Field(description="What staff decided.")
    state: State = Field(description="What status and clock say together.")
    state_label: str = Field(description="The state in words where a date alone misleads, else empty: postponed.")
    modes: list[Mode] = Field(description="How one can take part.")
    host_places: list[Place]
    where: str = Field(description="Places and modes in words: Kaluga und online.")


class EditionDetail(EditionCard, PageDetail):
    """An edition with everything that belongs to it."""

    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
    umbrella_programme: str = Field(description="What the edition is part of; may be empty.")
    theme_year: PageLink | None
    website: str = Field(description="Of the edition itself; may be empty.")
    organisations: list[RoleHolder] = Field(description="In the order of roles, then as editors ordered them.")
    deadlines: list[Deadline] = Field(description="By moment.")
    working_groups: list[WorkingGroup] = Field(description="By number.")
    sister_events: list[SisterEvent]
    calendar_url: str = Field(description="The edition and its deadlines as an iCalendar file.")


class SeriesCard(PageCard):
    """A series in lists."""

    type: Literal["conference.series"] = "conference.series"


class SeriesDetail(SeriesCard, PageDetail):
    """A series; its editions are listed by /conference/editions/."""

    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
