"""The site, and a published series below its German home page."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from wagtail.models import Site

from conference.models import SeriesPage
from tests.factories.conference import SeriesPageFactory
from tests.factories.pages import publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture
def site(db: None) -> Site:
    return build_site()


@pytest.fixture
def series(site: Site) -> SeriesPage:
    return publish_section(SeriesPageFactory(parent=home_of("de"), slug="konferenz"))


@pytest.fixture
def in_english() -> Iterator[None]:
    """Messages under their ids, whichever catalogues are compiled."""
    with translation.override("en"):
        yield
