"""Whom staff ask about partnerships, and what they are asked."""

import datetime

import factory
from factory.django import DjangoModelFactory

from partnerships.models import ConfirmationCampaign, ConfirmationRequest, MunicipalOffice

from .entities import PlaceFactory


class MunicipalOfficeFactory(DjangoModelFactory):
    """An office that is written to in German."""

    class Meta:
        model = MunicipalOffice

    place = factory.SubFactory(PlaceFactory)
    name = "Büro für Internationales"
    email = factory.Sequence(lambda number: f"office-{number}@example.org")
    language = "de"


class ConfirmationCampaignFactory(DjangoModelFactory):
    """A round that is open for a long time."""

    class Meta:
        model = ConfirmationCampaign

    name = "Runde 2026"
    opened_on = datetime.date(2026, 1, 15)
    closes_on = datetime.date(2999, 12, 31)


class ConfirmationRequestFactory(DjangoModelFactory):
    """One side of a profile is asked: ConfirmationRequestFactory(partnership=page.translation_key, place=place)."""

    class Meta:
        model = ConfirmationRequest

    campaign = factory.SubFactory(ConfirmationCampaignFactory)
    place = factory.SubFactory(PlaceFactory)
    office = "Büro für Internationales"
    email = factory.Sequence(lambda number: f"office-{number}@example.org")
    language = "de"
