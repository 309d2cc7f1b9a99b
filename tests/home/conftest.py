"""The site with its three home pages."""

import pytest
from wagtail.models import Site

from tests.factories.site import build_site


@pytest.fixture
def site(db: None) -> Site:
    return build_site()
