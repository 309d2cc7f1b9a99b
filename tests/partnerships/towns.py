"""A directory and two places without a profile, built once for all tests of a module; each begins with them as made."""

import pytest

from cms.entities.models import Place
from partnerships.models import DirectoryPage
from tests.factories.pages import publish_section
from tests.factories.partnerships import DirectoryPageFactory
from tests.factories.site import build_site, home_of
from tests.partnerships.conftest import build_chemnitz, build_saxony, build_volgograd


@pytest.fixture(scope="module")
def towns(module_rows: None) -> int:
    """The id of the directory; Chemnitz and Volgograd are known."""
    build_site()
    build_chemnitz(build_saxony())
    build_volgograd()
    return publish_section(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften")).pk


@pytest.fixture
def directory(towns: int, db: None) -> DirectoryPage:
    return DirectoryPage.objects.get(pk=towns)


@pytest.fixture
def chemnitz(directory: DirectoryPage) -> Place:
    return Place.objects.get(key="chemnitz-1")


@pytest.fixture
def volgograd(directory: DirectoryPage) -> Place:
    return Place.objects.get(key="volgograd-1")
