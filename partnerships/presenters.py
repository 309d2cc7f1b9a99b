"""Partner requests as content items; nothing of a submission is in them but whether one can be answered."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cms.content_store.presenters import Fields, PagePresenter, absolute, rows_of
from cms.content_store.services.recorder import StoreRecorder
from cms.delivery.services.languages import language_name
from cms.entities.models import Place
from partnerships import schemas
from partnerships.models import PartnerRequestIndexPage, PartnerRequestPage, RequestKind, SizeClass
from partnerships.services.relay.requests import has_recipient
from partnerships.services.requests.sizes import size_of

# Not "partnerships:place": by that profiles gather each other.
KIND, PLACE, COUNTRY, SIZE = (f"partnerships:request_{name}" for name in ("kind", "place", "country", "size"))
REGION = "partnerships:request_region"


class RequestIndexPresenter(PagePresenter):
    """The section; the requests in it are listed by the store."""

    type = "partnerships.request_index"
    card_schema = schemas.RequestIndexCard
    detail_schema = schemas.RequestIndexDetail


class RequestPresenter(PagePresenter):
    """A request; open until its page expires."""

    type = "partnerships.request"
    card_schema = schemas.RequestCard
    detail_schema = schemas.RequestDetail

    def facets(self, page: PartnerRequestPage) -> dict[str, list[str]]:
        """Kind, place, its country and region, and the sizes that suit: all of them when none is named."""
        place = page.place
        return {
            **super().facets(page),
            KIND: [page.kind],
            PLACE: [str(place.key)] if place else [],
            COUNTRY: [place.country.code] if place else [],
            REGION: [str(place.region.key)] if place and place.region else [],
            SIZE: [page.wished_size] if page.wished_size else list(SizeClass.values),
        }

    def card_fields(self, page: PartnerRequestPage, recorder: StoreRecorder) -> Fields:
        return dict(recorder.once(("request", page.pk), lambda: self._card(page, recorder)))

    def _card(self, page: PartnerRequestPage, recorder: StoreRecorder) -> Fields:
        regions = [row.region for row in rows_of(page, "wished_regions", "region__names")]
        codes = [row.code for row in page.languages.all()]
        return {
            **super().card_fields(page, recorder),
            "kind": page.kind,
            "kind_label": page.get_kind_display(),
            "place": request_place(page.place, recorder) if page.place else None,
            "wished_country": recorder.name(page.wished_country) if page.wished_country else None,
            "wished_country_code": page.wished_country.code if page.wished_country else "",
            "wished_regions": [recorder.name(region) for region in regions],
            "wished_size": page.wished_size or None,
            "wished_size_label": page.get_wished_size_display(),
            "languages": [
                schemas.Language(code=code, name=language_name(code, recorder.language))
                for code in dict.fromkeys(codes)
            ],
            "open_until": open_until(page),
        }

    def detail_fields(self, page: PartnerRequestPage, recorder: StoreRecorder) -> Fields:
        return {**super().detail_fields(page, recorder), "brings": page.brings, "answer_url": answer_url(page)}

    def json_ld(self, page: PartnerRequestPage, recorder: StoreRecorder) -> dict[str, Any] | None:
        """What is sought is a Demand, what is offered an Offer; nobody is named but the municipality."""
        card = schemas.RequestCard(**self.card_fields(page, recorder))
        eligible = [*card.wished_regions, *([card.wished_country] if card.wished_country else [])]
        data = {
            "@context": "https://schema.org",
            "@type": "Demand" if card.kind == RequestKind.SEEK else "Offer",
            "name": card.title,
            "description": card.lead,
            "url": absolute(card.url),
            "availabilityEnds": card.open_until.isoformat() if card.open_until else "",
            "eligibleRegion": [{"@type": "AdministrativeArea", "name": area.name} for area in eligible],
            "offeredBy": {"@type": "AdministrativeArea", "name": card.place.name} if card.place else None,
        }
        return {name: value for name, value in data.items() if value}


def request_place(place: Place, recorder: StoreRecorder) -> schemas.RequestPlace:
    """The municipality with what a partner wants to know of it."""
    return schemas.RequestPlace(
        **recorder.place(place).model_dump(),
        region=recorder.name(place.region) if place.region else None,
        country_name=recorder.name(place.country),
        population=place.population,
        population_year=place.population_year,
        size=size_of(place.population),
    )


def open_until(page: PartnerRequestPage) -> datetime.date | None:
    """The last day on which readers see it."""
    return timezone.localdate(page.expire_at) if page.expire_at else None


def answer_url(page: PartnerRequestPage) -> str:
    """Of the form by which the municipality is written to."""
    if not has_recipient(page.translation_key):
        return ""
    return reverse("partnerships:request_answer", args=(page.translation_key,))


request_presenters = {PartnerRequestIndexPage: RequestIndexPresenter(), PartnerRequestPage: RequestPresenter()}
