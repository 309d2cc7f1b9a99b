"""A published directory, a profile of two places, and offices that are asked about it."""

import re

import pytest
from django.core.mail import EmailMessage
from wagtail.models import Page, Site

from cms.entities.models import Place, Region
from partnerships.models import (
    ConfirmationCampaign,
    ConfirmationRequest,
    DirectoryPage,
    MunicipalOffice,
    PartnershipPage,
)
from partnerships.services.confirmation import campaigns
from tests.factories.campaigns import ConfirmationCampaignFactory, MunicipalOfficeFactory
from tests.factories.entities import CountryFactory, PlaceFactory, RegionFactory
from tests.factories.pages import draft_translation, publish, publish_section
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import build_site, home_of

RESTING = {"state": "resting", "starts": "2022-03", "decided_by": "council", "sources": "Protokoll"}


@pytest.fixture
def site(db: None) -> Site:
    return build_site()


@pytest.fixture
def directory(site: Site) -> DirectoryPage:
    return publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))


@pytest.fixture
def in_russian(directory: DirectoryPage) -> Page:
    """The directory in Russian: profiles published after it are there as well."""
    words = {"title": "Партнёрства", "slug": "partnyorstva"}
    return publish_section(draft_translation(directory, "ru", home_of("ru"), **words))


@pytest.fixture
def saxony(db: None) -> Region:
    return build_saxony()


@pytest.fixture
def chemnitz(saxony: Region) -> Place:
    return build_chemnitz(saxony)


@pytest.fixture
def volgograd(db: None) -> Place:
    return build_volgograd()


def build_saxony() -> Region:
    names = {"de": "Sachsen", "ru": "Саксония", "en": "Saxony"}
    return RegionFactory(key="saxony", country=CountryFactory(code="DE"), names=names)


def build_chemnitz(saxony: Region) -> Place:
    return PlaceFactory(
        key="chemnitz-1",
        region=saxony,
        country=saxony.country,
        latitude=50.8357,
        longitude=12.9292,
        names={"de": "Chemnitz", "ru": "Хемниц", "en": "Chemnitz"},
        other_names=[("de", "former", "Karl-Marx-Stadt")],
    )


def build_volgograd() -> Place:
    country = CountryFactory(code="RU", names={"de": "Russland", "ru": "Россия", "en": "Russia"})
    names = {"de": "Gebiet Wolgograd", "ru": "Волгоградская область", "en": "Volgograd Oblast"}
    return PlaceFactory(
        key="volgograd-1",
        country=country,
        region=RegionFactory(key="volgograd-oblast-1", country=country, names=names),
        latitude=48.71939,
        longitude=44.50184,
        names={"de": "Wolgograd", "ru": "Волгоград", "en": "Volgograd"},
        other_names=[("ru", "former", "Сталинград"), ("de", "former", "Stalingrad")],
    )


@pytest.fixture
def page(directory: DirectoryPage, chemnitz: Place, volgograd: Place) -> PartnershipPage:
    """Chemnitz and Volgograd: active, then resting."""
    return publish(profile(directory, chemnitz, volgograd, changes=[{"state": "active"}, RESTING]))


@pytest.fixture
def campaign(db: None) -> ConfirmationCampaign:
    return ConfirmationCampaignFactory()


@pytest.fixture
def offices(chemnitz: Place, volgograd: Place) -> list[MunicipalOffice]:
    """Chemnitz is written to in German, Volgograd in Russian."""
    return [
        MunicipalOfficeFactory(place=chemnitz, name="Büro OB", email="buero@chemnitz.example"),
        MunicipalOfficeFactory(place=volgograd, name="Отдел связей", email="otdel@volgograd.example", language="ru"),
    ]


@pytest.fixture
def asked(
    campaign: ConfirmationCampaign, offices: list[MunicipalOffice], page: PartnershipPage
) -> list[ConfirmationRequest]:
    """Both sides, whose letters wait to be sent."""
    campaigns.ask(campaign)
    return list(campaign.requests.order_by("pk"))


def link_of(message: EmailMessage) -> str:
    """The path of the link in a letter."""
    return re.search(r"http://localhost(/\S+)", message.body)[1]
