"""A German home page with a series below it."""

import pytest
from wagtail.models import Page

from conference.models import SeriesPage
from home.models import HomePage
from tests.factories.conference import SeriesPageFactory


@pytest.fixture
def series(db: None) -> SeriesPage:
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Dialograum", slug="start"))
    return SeriesPageFactory(parent=home)
