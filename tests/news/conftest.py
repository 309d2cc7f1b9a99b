"""The site with a news index and a theme year."""

import pytest
from wagtail.models import Site

from news.models import NewsIndexPage, ThemeYearPage
from tests.factories.news import NewsIndexPageFactory, ThemeYearPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of


@pytest.fixture
def site(db: None) -> Site:
    return build_site()


@pytest.fixture
def index(site: Site) -> NewsIndexPage:
    return publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))


@pytest.fixture
def theme_year(index: NewsIndexPage) -> ThemeYearPage:
    return publish(ThemeYearPageFactory(parent=home_of("de"), slug="themenjahr", title="Themenjahr"))
