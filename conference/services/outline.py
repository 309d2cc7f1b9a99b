"""An edition as its page shows it: texts in the page's language with the language each one is really in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.delivery.services.languages import format_locale
from cms.delivery.services.periods import date_text, period_text
from cms.entities.models import Entity
from conference.models import Deadline, EditionPage, Mode, OrganisationRole, SisterEvent, WorkingGroup

from .deadlines import DeadlineOutline, Surroundings, Text
from .numerals import ordinal
from .states import deadline_state


@dataclass(frozen=True)
class OrganisationGroup:
    """All organisations of one role."""

    role: str
    label: str
    names: list[Text]


@dataclass(frozen=True)
class WorkingGroupOutline:
    """A working group."""

    number: int
    title: Text
    description: Text
    coordinator: Text | None


@dataclass(frozen=True)
class SisterEventOutline:
    """An event beside the edition."""

    number: str
    title: Text
    period: str
    where: str
    website: str


class EditionOutline:
    """Reads a page, a draft in preview included; `foreign` maps paths to the language of fallback texts."""

    def __init__(self, page: EditionPage, foreign: Mapping[str, str], now: datetime) -> None:
        self.page = page
        self.language = page.locale.language_code
        self.foreign = foreign
        self.now = now
        self.places = [row.place for row in page.host_places.all().prefetch_related("place__names")]

    @cached_property
    def where(self) -> str:
        """Kaluga und online."""
        return where_text([self.name(place).text for place in self.places], self.page.digital, self.language)

    @property
    def modes(self) -> list[str]:
        """How one can take part, in words."""
        offered = {Mode.IN_PERSON: self.page.in_person, Mode.DIGITAL: self.page.digital}
        return [str(mode.label) for mode, is_offered in offered.items() if is_offered]

    @cached_property
    def organisations(self) -> list[OrganisationGroup]:
        """By role, in the order of the roles, then as editors ordered them."""
        rows = list(self.page.organisations.all().prefetch_related("organisation__names"))
        groups = []
        for role in OrganisationRole:
            names = [self.name(row.organisation, row.organisation.website) for row in rows if row.role == role]
            if names:
                groups.append(OrganisationGroup(role.value, role_label(role, len(names)), names))
        return groups

    @cached_property
    def deadlines(self) -> list[DeadlineOutline]:
        """In the order of their moments."""
        place = self.name(self.places[0]).text if self.places else ""
        surroundings = Surroundings(self.page.time_zone, place, self.language, self.now)
        return [
            surroundings.outline(
                moment=row.moment,
                time_zone=row.time_zone,
                label=self.text(row, "deadlines", "label"),
                note=self.text(row, "deadlines", "note"),
                audience=row.audience,
                mode=row.mode,
                state=deadline_state(row.moment, self.now, self.page.status),
            )
            for row in sorted(self.page.deadlines.all(), key=lambda deadline: deadline.moment)
        ]

    @cached_property
    def working_groups(self) -> list[WorkingGroupOutline]:
        """By number."""
        rows = self.page.working_groups.all().prefetch_related("coordinator__names")
        return [
            WorkingGroupOutline(
                number=row.number,
                title=self.text(row, "working_groups", "title"),
                description=self.text(row, "working_groups", "description"),
                coordinator=self.name(row.coordinator) if row.coordinator else None,
            )
            for row in sorted(rows, key=lambda group: group.number)
        ]

    @cached_property
    def sister_events(self) -> list[SisterEventOutline]:
        """As editors ordered them."""
        rows = self.page.sister_events.all().prefetch_related("place__names", "closing_place__names")
        return [self._sister_event(row) for row in rows]

    def _sister_event(self, row: SisterEvent) -> SisterEventOutline:
        places = [self.name(place).text for place in (row.place, row.closing_place) if place]
        return SisterEventOutline(
            number=ordinal(row.number, self.language) if row.number else "",
            title=self.text(row, "sister_events", "title"),
            period=days_text(row.starts_on, row.ends_on, self.language),
            where=where_text(places, row.digital, self.language),
            website=row.website,
        )

    def name(self, entity: Entity, website: str = "") -> Text:
        """An entity's name and, when there is none in the page's language, the language it is in."""
        text, language = entity.localized_name(self.language)
        return Text(text, "" if language == self.language else language, website)

    def text(self, child: Deadline | SisterEvent | WorkingGroup, relation: str, field: str) -> Text:
        """A translatable text of a child."""
        return Text(getattr(child, field), self.foreign.get(f"{relation}.{child.translation_key}.{field}", ""))


def where_text(places: list[str], digital: bool, language: str) -> str:
    """The places and, when one can take part from afar, "online", joined as the language joins."""
    return format_list(
        [*places, *([pgettext("after a place", "online")] if digital else [])], locale=format_locale(language)
    )


def days_text(starts_on: date | None, ends_on: date | None, language: str) -> str:
    """A period of which either end may be unknown."""
    if starts_on and ends_on:
        return period_text(starts_on, ends_on, language)
    known = starts_on or ends_on
    return date_text(known, language) if known else ""


def role_label(role: OrganisationRole, count: int) -> str:
    """The heading above organisations of one role."""
    match role:
        case OrganisationRole.ORGANISER:
            return ngettext("Organiser", "Organisers", count)
        case OrganisationRole.HOST:
            return ngettext("Host", "Hosts", count)
        case OrganisationRole.PARTNER:
            return ngettext("Partner", "Partners", count)
        case OrganisationRole.SPONSOR:
            return _("Supported by")
