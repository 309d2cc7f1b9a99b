"""The Atom feed of a language."""

from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.site import build_site, home_of

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.django_db
def test_an_entry_keeps_its_id_when_the_page_moves(client: Client, settings: LazySettings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://forum.example.org:8443"
    build_site()
    index = publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    page = publish(ArticlePageFactory(parent=index, slug="alt"))
    page.slug = "neu"
    publish(page)
    (entry,) = ElementTree.fromstring(client.get("/de/feed.atom").content).findall(f"{ATOM}entry")  # noqa: S314  (our own)
    assert entry.find(f"{ATOM}id").text == f"tag:forum.example.org,2026:{page.translation_key}:de"
    assert entry.find(f"{ATOM}link").attrib["href"] == "https://forum.example.org:8443/de/aktuelles/neu/"
