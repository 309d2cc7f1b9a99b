"""A published section, two places of two countries, and counters that begin at nothing."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from wagtail.models import Site

from cms.entities.models import Place
from partnerships.models import PartnerRequestIndexPage
from tests.factories.entities import CountryFactory, PlaceFactory, RegionFactory
from tests.factories.pages import publish_section
from tests.factories.requests import PartnerRequestIndexPageFactory
from tests.factories.site import home_of


@pytest.fixture(autouse=True)
def _counters() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def index(site: Site) -> PartnerRequestIndexPage:
    return publish_section(PartnerRequestIndexPageFactory(parent=home_of("de"), slug="gesuche"))


@pytest.fixture
def musterstadt(db: None) -> Place:
    names = {"de": "Musterstadt", "ru": "Мустерштадт", "en": "Musterstadt"}
    return PlaceFactory(key="musterstadt", names=names, population=48_000)


@pytest.fixture
def tver(db: None) -> Place:
    russia = CountryFactory(code="RU", names={"de": "Russland", "ru": "Россия", "en": "Russia"})
    region = RegionFactory(key="tver-oblast", country=russia, names={"de": "Oblast Twer", "ru": "Тверская область"})
    return PlaceFactory(
        key="twer", country=russia, region=region, population=420_000, names={"de": "Twer", "ru": "Тверь", "en": "Tver"}
    )
