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
    audience: Literal["participants", "travel", "press"]
    mode: Literal["any", "in_person", "digital"]
    moment: datetime.datetime = Field(description="With the offset of its own time zone.")
    moment_utc: datetime.datetime
    time_zone: str = Field(description="IANA name.")
    state: Literal["open", "closed"]
    label: str = Field(description="What closes.")
    note: str


class WorkingGroup(Schema):
    """A working group and who coordinates it."""

    id: uuid.UUID = Field(description="The same in all languages.")
    number: int
    title: str
    description: str
    coordinator: Organisation | None


class SisterEvent(Schema):
    """An event beside the edition with a count of its own."""

    id: uuid.UUID = Field(description="The same in all languages.")
    number: int | None
    ordinal: str = Field(description="The number as the language writes it: IV., IV, 4th; empty without one.")
    title: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    period_text: str
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
    series: PageLink | None
    number: int
    ordinal: str = Field(description="The number as the language writes it: XVI., XVI, 16th.")
    motto: str
    period: Period
    period_text: str = Field(description="28.–30. Juni 2021, 28–30 июня 2021 г., 28–30 June 2021.")
    status: Status = Field(description="What staff decided.")
    state: State = Field(description="What status and clock say together.")
    modes: list[Mode]
    host_places: list[Place]
    where: str = Field(description="Places and modes in words: Kaluga und online.")


class EditionDetail(EditionCard, PageDetail):
    """An edition with everything that belongs to it."""

    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
    umbrella_programme: str
    theme_year: PageLink | None
    website: str
    organisations: list[RoleHolder] = Field(description="In the order of roles, then as editors ordered them.")
    deadlines: list[Deadline] = Field(description="By moment.")
    working_groups: list[WorkingGroup] = Field(description="By number.")
    sister_events: list[SisterEvent]
    calendar_url: str = Field(description="The edition and its deadlines as an iCalendar file.")


class SeriesDetail(PageDetail):
    """A series; its editions are listed by /conference/editions/."""

    type: Literal["conference.series"] = "conference.series"
    hero: Picture | None = Field(description="The main picture; the card's may be another one.")
