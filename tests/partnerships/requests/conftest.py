"""A published section with a request, and two places of two countries, built once per module; fresh counters."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cms.entities.models import Place
from partnerships.models import DirectoryPage, PartnerRequestIndexPage, PartnerRequestPage
from partnerships.services.requests.periods import open_until
from tests.factories.entities import CountryFactory, PlaceFactory, RegionFactory
from tests.factories.pages import publish_section
from tests.factories.partnerships import DirectoryPageFactory
from tests.factories.requests import PartnerRequestIndexPageFactory, partner_request
from tests.factories.site import build_site, home_of


@pytest.fixture(autouse=True)
def _counters() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The id of the request; everything else is found by name."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        names = {"de": "Musterstadt", "ru": "Мустерштадт", "en": "Musterstadt"}
        musterstadt = PlaceFactory(key="musterstadt", names=names, population=48_000)
        russia = CountryFactory(code="RU", names={"de": "Russland", "ru": "Россия", "en": "Russia"})
        region = RegionFactory(key="tver-oblast", country=russia, names={"de": "Oblast Twer", "ru": "Тверская область"})
        names = {"de": "Twer", "ru": "Тверь", "en": "Tver"}
        PlaceFactory(key="twer", country=russia, region=region, population=420_000, names=names)
        index = publish_section(PartnerRequestIndexPageFactory(parent=home_of("de"), slug="gesuche"))
        publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
        end = open_until(timezone.localdate(), 1)
        page = partner_request(index, title="Gesuch", slug="erstes", place=musterstadt, expire_at=end)
        yield publish_section(page).pk
        transaction.set_rollback(True)


@pytest.fixture
def request_page(built: int, db: None) -> PartnerRequestPage:
    """Open for a month, published in German alone; nobody is behind it."""
    return PartnerRequestPage.objects.get(pk=built)


@pytest.fixture
def index(built: int, db: None) -> PartnerRequestIndexPage:
    return PartnerRequestIndexPage.objects.get(slug="gesuche")


@pytest.fixture
def directory(built: int, db: None) -> DirectoryPage:
    return DirectoryPage.objects.get(slug="partnerschaften")


@pytest.fixture
def musterstadt(built: int, db: None) -> Place:
    return Place.objects.get(key="musterstadt")


@pytest.fixture
def tver(built: int, db: None) -> Place:
    return Place.objects.get(key="twer")
