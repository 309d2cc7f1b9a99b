"""Profiles and directories as content items."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cms.content_store.presenters import Fields, PagePresenter
from cms.content_store.services.recorder import StoreRecorder
from partnerships import schemas
from partnerships.fields import earliest_day, precision_of
from partnerships.models import Confirmation, DirectoryPage, PartnershipPage, State, StatusChange, title_of
from partnerships.presenters import request_presenters
from partnerships.services import anniversaries, confirming, histories, neighbours
from partnerships.services.actors import actor_rows, shown_actors
from partnerships.services.data_set import directory_json_ld
from partnerships.services.directory.rows import UNKNOWN
from partnerships.services.distances import distance_km
from partnerships.services.sources import sources_of
from partnerships.services.structured_data import partnership_json_ld
from partnerships.services.wording import KIND_DEFINITIONS, date_words

PLACES = "place__names", "place__region__names", "place__country"
STATUS_TEXTS = ("continues", "condition", "note")


class DirectoryPresenter(PagePresenter):
    """A directory; what it lists are profiles by their facets."""

    type = "partnerships.directory"
    card_schema = schemas.DirectoryCard
    detail_schema = schemas.DirectoryDetail

    def json_ld(self, page: DirectoryPage, recorder: StoreRecorder) -> dict[str, Any]:
        """The directory as a data set with its files."""
        return directory_json_ld(self.card(page, recorder))


class PartnershipPresenter(PagePresenter):
    """A profile; its title and all names are those of its places today."""

    type = "partnerships.partnership"
    card_schema = schemas.PartnershipCard
    detail_schema = schemas.PartnershipDetail

    def date(self, page: PartnershipPage) -> datetime.date:
        """The first day that its beginning can mean; unknown, the day of publication."""
        return earliest_day(page.since) or super().date(page)

    def valid_until(self, page: PartnershipPage, now: datetime.datetime) -> datetime.datetime | None:
        """When the next anniversary is over, a confirmation becomes stale, or a relay form closes."""
        today = timezone.localdate(now)
        coming = anniversaries.next_anniversary(page.since, today)
        confirmed = confirming.last_confirmed_on(confirmations_of(page))
        days = [coming.last_day] if coming else []
        days += [confirmed + confirming.FRESH_FOR] if confirmed else []
        days += [row.contact_until for row in actor_rows(page) if row.contact_until]
        ahead = [day for day in days if day >= today]
        return _midnight_after(min(ahead)) if ahead else None

    def facets(self, page: PartnershipPage) -> dict[str, list[str]]:
        """Places, regions and countries of all sides, state, kind, levels, decade; links between regions."""
        places = [row.place for row in places_of(page)]
        regions = [str(place.region.key) for place in places if place.region]
        year = page.since[:3]
        return {
            **super().facets(page),
            "partnerships:place": [str(place.key) for place in places],
            "partnerships:region": regions,
            "partnerships:country": [place.country.code for place in places],
            "partnerships:level": [place.kind for place in places],
            "partnerships:state": [histories.state_of(changes_of(page)).value],
            "partnerships:kind": [page.kind],
            "partnerships:decade": [f"{year}0" if year else UNKNOWN],
            **neighbours.region_facets(places),
        }

    def card_fields(self, page: PartnershipPage, recorder: StoreRecorder) -> Fields:
        return dict(recorder.once(("partnership", page.pk), lambda: self._card(page, recorder)))

    def _card(self, page: PartnershipPage, recorder: StoreRecorder) -> Fields:
        language = page.locale.language_code
        recorder.list(confirming.tag(page.translation_key))
        confirmed = confirming.last_confirmed_on(confirmations_of(page))
        return {
            **super().card_fields(page, recorder),
            "title": title_of((row.place for row in places_of(page)), language),
            "places": [side(row.place, recorder) for row in places_of(page)],
            "kind": page.kind,
            "kind_label": page.get_kind_display(),
            "since": page.since,
            "since_precision": precision_of(page.since),
            "since_text": date_words(page.since, language, alone=True),
            "status": state_today(changes_of(page), language),
            "distance_km": distance(page),
            "confirmed_on": confirmed,
            "stale": confirming.is_stale(confirmed, timezone.localdate(recorder.now)),
            "evidence": page.evidence,
            "sources": sources_of(page.sources),
            "licence": page.licence,
        }

    def detail_fields(self, page: PartnershipPage, recorder: StoreRecorder) -> Fields:
        language = page.locale.language_code
        changes = changes_of(page)
        banner = histories.banner_text(page.texts_of, histories.current_change(changes), language)
        return {
            **super().detail_fields(page, recorder),
            "hero": self.hero(page, recorder),
            "kind_definition": str(KIND_DEFINITIONS[page.kind]),
            "history": [status_entry(row, language, recorder) for row in changes],
            "actors": shown_actors(page, places_of(page), recorder),
            "anniversary": anniversary(page, recorder),
            "confirmations": confirming.confirmations(confirmations_of(page)),
            "banner": schemas.ContextBanner(written_on=page.texts_of, text=banner) if banner else None,
            **neighbours.links(page, [row.place for row in places_of(page)], recorder),
        }

    def json_ld(self, page: PartnershipPage, recorder: StoreRecorder) -> dict[str, Any]:
        return partnership_json_ld(schemas.PartnershipCard(**self.card_fields(page, recorder)))


def places_of(page: PartnershipPage) -> list[Any]:
    """The sides with everything that is shown of their places."""
    rows = page.__dict__.get("_sides")
    if rows is None:
        rows = list(page.places.all().prefetch_related(*PLACES))
        page.__dict__["_sides"] = rows
    return rows


def changes_of(page: PartnershipPage) -> list[StatusChange]:
    """The history without what was withdrawn, read once for a page object."""
    if "_changes" not in page.__dict__:
        page.__dict__["_changes"] = histories.valid_changes(page)
    return page.__dict__["_changes"]


def confirmations_of(page: PartnershipPage) -> list[Confirmation]:
    """All confirmations, the newest first, read once for a page object."""
    if "_confirmations" not in page.__dict__:
        page.__dict__["_confirmations"] = confirming.rows_of(page.translation_key)
    return page.__dict__["_confirmations"]


def side(place: Any, recorder: StoreRecorder) -> schemas.Side:
    """A place as a side of a partnership."""
    return schemas.Side(
        **recorder.place(place).model_dump(),
        region=recorder.name(place.region) if place.region else None,
        population=place.population,
        population_year=place.population_year,
        population_source=place.population_source,
        website=place.website,
        url=reverse("partnerships:place", args=(place.key,)),
    )


def distance(page: PartnershipPage) -> int | None:
    """Between the first two places; None while a coordinate is missing."""
    points = [(row.place.latitude, row.place.longitude) for row in places_of(page)[:2]]
    if len(points) < 2 or any(part is None for point in points for part in point):
        return None
    return distance_km(*points)


def state_today(changes: list[StatusChange], language: str) -> schemas.StateToday:
    """What the last entry says."""
    current = histories.current_change(changes)
    state = histories.state_of(changes)
    return schemas.StateToday(
        state=state.value,
        label=str(state.label),
        sentence=histories.sentence_of(current, language),
        starts=current.starts if current else "",
        as_of=current.as_of if current else "",
    )


def status_entry(row: StatusChange, language: str, recorder: StoreRecorder) -> schemas.StatusEntry:
    """One entry with its documents."""
    return schemas.StatusEntry(
        id=row.translation_key,
        state=row.state,
        label=str(State(row.state).label),
        sentence=histories.sentence_of(row, language),
        starts=row.starts,
        as_of=row.as_of,
        decided_by=row.decided_by,
        decided_by_label=row.get_decided_by_display(),
        sources=sources_of(row.sources),
        letter=recorder.document(row.letter),
        answer=recorder.document(row.answer),
        **{name: getattr(row, name) for name in STATUS_TEXTS},
    )


def anniversary(page: PartnershipPage, recorder: StoreRecorder) -> schemas.Anniversary | None:
    """The next round one."""
    coming = anniversaries.next_anniversary(page.since, timezone.localdate(recorder.now))
    if coming is None:
        return None
    words = date_words(coming.on, recorder.language, alone=True)
    return schemas.Anniversary(years=coming.years, on=coming.on, text=words)


def _midnight_after(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


presenters = {
    DirectoryPage: DirectoryPresenter(),
    PartnershipPage: PartnershipPresenter(),
    **request_presenters,
}
