"""Series and editions as content items."""

import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.urls import reverse

from cms.content_store.presenters import Fields, PagePresenter
from cms.content_store.services.recorder import StoreRecorder
from cms.delivery.services.periods import period_text
from cms.schemas.period import Period
from conference import schemas
from conference.models import Deadline as DeadlineRow
from conference.models import EditionPage, OrganisationRole, SeriesPage
from conference.models import SisterEvent as SisterEventRow
from conference.services.numerals import ordinal
from conference.services.outline import days_text, where_text
from conference.services.states import TOLD_STATES, deadline_state, edition_state, next_change
from conference.services.structured_data import event_json_ld

# Shared with the app of theme years: what names a theme year is gathered there.
THEME_FACET = "news:theme"


class SeriesPresenter(PagePresenter):
    """A series; what belongs to it is found by the facet conference:series."""

    type = "conference.series"
    card_schema = schemas.SeriesCard
    detail_schema = schemas.SeriesDetail

    def detail_fields(self, page: SeriesPage, recorder: StoreRecorder) -> Fields:
        return {**super().detail_fields(page, recorder), "hero": self.hero(page, recorder)}


class EditionPresenter(PagePresenter):
    """An edition; its state and those of its deadlines are of the moment of rendering (see valid_until)."""

    type = "conference.edition"
    card_schema = schemas.EditionCard
    detail_schema = schemas.EditionDetail
    card_texts = ("title", "lead", "motto")
    organisation_order: ClassVar[list[str]] = OrganisationRole.values

    def date(self, page: EditionPage) -> datetime.date:
        """Editions are sorted by their first day."""
        return page.starts_on

    def valid_until(self, page: EditionPage, now: datetime.datetime) -> datetime.datetime | None:
        """The next deadline, beginning or end."""
        moments = [row.moment for row in page.deadlines.all()]
        return next_change(page.starts_on, page.ends_on, page.time_zone, moments, now)

    def facets(self, page: EditionPage) -> dict[str, list[str]]:
        """Series and theme year by translation key, host places by key; number, status, year of the first day."""
        return {
            **super().facets(page),
            "conference:series": [str(page.get_parent().translation_key)],
            "conference:number": [str(page.number)],
            "conference:status": [page.status],
            "conference:year": [str(page.starts_on.year)],
            "conference:place": [str(row.place.key) for row in page.host_places.all()],
            THEME_FACET: [str(page.theme_year.translation_key)] if page.theme_year else [],
        }

    def card_fields(self, page: EditionPage, recorder: StoreRecorder) -> Fields:
        language = page.locale.language_code
        state = edition_state(page.starts_on, page.ends_on, page.time_zone, recorder.now, page.status)
        places = [recorder.place(row.place) for row in page.host_places.all().prefetch_related("place__names")]
        return {
            **super().card_fields(page, recorder),
            "series": recorder.page(page.get_parent()),
            "number": page.number,
            "ordinal": ordinal(page.number, language),
            "motto": page.motto,
            "period": Period(starts_on=page.starts_on, ends_on=page.ends_on, time_zone=page.time_zone),
            "period_text": period_text(page.starts_on, page.ends_on, language),
            "status": page.status,
            "state": state.value,
            "state_label": str(state.label) if state in TOLD_STATES else "",
            "modes": modes(page),
            "host_places": places,
            "where": where_text([place.name for place in places], page.digital, language),
        }

    def detail_fields(self, page: EditionPage, recorder: StoreRecorder) -> Fields:
        rows = sorted(page.deadlines.all(), key=lambda row: row.moment)
        return {
            **super().detail_fields(page, recorder),
            "hero": self.hero(page, recorder),
            "umbrella_programme": page.umbrella_programme,
            "theme_year": recorder.page(page.theme_year_id),
            "website": page.website,
            "organisations": self.organisations(page, recorder),
            "deadlines": [deadline(row, page, recorder.now) for row in rows],
            "working_groups": self.working_groups(page, recorder),
            "sister_events": self.sister_events(page, recorder),
            "calendar_url": reverse("conference:calendar", args=(page.pk,)),
        }

    def organisations(self, page: EditionPage, recorder: StoreRecorder) -> list[schemas.RoleHolder]:
        """In the order of roles, then as editors ordered them."""
        rows = page.organisations.all().prefetch_related("organisation__names")
        return [
            schemas.RoleHolder(role=row.role, organisation=recorder.organisation(row.organisation))
            for row in sorted(rows, key=lambda row: self.organisation_order.index(row.role))
        ]

    def working_groups(self, page: EditionPage, recorder: StoreRecorder) -> list[schemas.WorkingGroup]:
        """By number."""
        rows = page.working_groups.all().prefetch_related("coordinator__names")
        return [
            schemas.WorkingGroup(
                id=row.translation_key,
                number=row.number,
                title=row.title,
                description=row.description,
                coordinator=recorder.organisation(row.coordinator) if row.coordinator else None,
            )
            for row in sorted(rows, key=lambda row: row.number)
        ]

    def sister_events(self, page: EditionPage, recorder: StoreRecorder) -> list[schemas.SisterEvent]:
        """As editors ordered them."""
        rows = page.sister_events.all().prefetch_related("place__names", "closing_place__names")
        return [sister_event(row, recorder) for row in rows]

    def json_ld(self, page: EditionPage, recorder: StoreRecorder) -> dict[str, Any]:
        return event_json_ld(
            schemas.EditionCard(**self.card_fields(page, recorder)),
            organisations=self.organisations(page, recorder),
            sister_events=self.sister_events(page, recorder),
            website=page.website,
        )


def modes(event: EditionPage | SisterEventRow) -> list[schemas.Mode]:
    """How one can take part."""
    offered: list[tuple[bool, schemas.Mode]] = [(event.in_person, "in_person"), (event.digital, "digital")]
    return [mode for is_offered, mode in offered if is_offered]


def deadline(row: DeadlineRow, page: EditionPage, now: datetime.datetime) -> schemas.Deadline:
    """A deadline with its moment in its own zone and in UTC."""
    return schemas.Deadline(
        id=row.translation_key,
        audience=row.audience,
        mode=row.mode,
        moment=row.moment.astimezone(ZoneInfo(row.time_zone)),
        moment_utc=row.moment.astimezone(datetime.UTC),
        time_zone=row.time_zone,
        state=deadline_state(row.moment, now, page.status).value,
        label=row.label,
        note=row.note,
    )


def sister_event(row: SisterEventRow, recorder: StoreRecorder) -> schemas.SisterEvent:
    """An event beside the edition."""
    return schemas.SisterEvent(
        id=row.translation_key,
        number=row.number,
        ordinal=ordinal(row.number, recorder.language) if row.number else "",
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        period_text=days_text(row.starts_on, row.ends_on, recorder.language),
        places=[recorder.place(place) for place in (row.place, row.closing_place) if place],
        modes=modes(row),
        website=row.website,
    )


presenters = {SeriesPage: SeriesPresenter(), EditionPage: EditionPresenter()}
