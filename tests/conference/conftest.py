"""A published series below the German home page, built once for each module of tests."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from conference.models import SeriesPage
from tests.factories.conference import SeriesPageFactory
from tests.factories.pages import publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture(scope="module")
def series_id(module_rows: None) -> int:
    build_site()
    return publish_section(SeriesPageFactory(parent=home_of("de"), slug="konferenz")).pk


@pytest.fixture
def series(series_id: int, db: None) -> SeriesPage:
    return SeriesPage.objects.get(pk=series_id)


@pytest.fixture
def in_english() -> Iterator[None]:
    """Messages under their ids, whichever catalogues are compiled."""
    with translation.override("en"):
        yield
