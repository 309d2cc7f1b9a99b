"""A profile in German and Russian that is built once for all tests of a module; each test begins with it as it was."""

import pytest
from wagtail.models import Page

from cms.entities.models import Place, Region
from partnerships.models import DirectoryPage, PartnershipPage
from tests.factories.pages import draft_translation, publish, publish_section
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.site import build_site, home_of
from tests.partnerships.conftest import RESTING, build_chemnitz, build_saxony, build_volgograd

TITLES = {"title": "Партнёрства", "slug": "partnyorstva"}


@pytest.fixture(scope="module")
def ground(module_rows: None) -> int:
    """The id of the profile: Chemnitz and Volgograd, active, then resting."""
    build_site()
    directory = publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
    publish_section(draft_translation(directory, "ru", home_of("ru"), **TITLES))
    towns = build_chemnitz(build_saxony()), build_volgograd()
    return publish(profile(directory, *towns, changes=[{"state": "active"}, RESTING])).pk


@pytest.fixture
def page(ground: int, db: None) -> PartnershipPage:
    return PartnershipPage.objects.get(pk=ground)


@pytest.fixture
def directory(page: PartnershipPage) -> DirectoryPage:
    return page.get_parent().specific


@pytest.fixture
def in_russian(directory: DirectoryPage) -> Page:
    return directory.get_translations().get(locale__language_code="ru")


@pytest.fixture
def saxony(page: PartnershipPage) -> Region:
    return Region.objects.get(key="saxony")


@pytest.fixture
def chemnitz(page: PartnershipPage) -> Place:
    return Place.objects.get(key="chemnitz-1")


@pytest.fixture
def volgograd(page: PartnershipPage) -> Place:
    return Place.objects.get(key="volgograd-1")
