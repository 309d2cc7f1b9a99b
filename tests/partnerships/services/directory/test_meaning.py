"""Misspelt names of places in the directory are read by the words of the search."""

import pytest
from django.test import Client

from cms.entities.models import Place
from partnerships.models import DirectoryPage
from partnerships.services.directory.freshness import current
from partnerships.services.directory.meaning import meant
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish, publish_section
from tests.factories.partnerships import german_directory, profile, two_towns
from tests.factories.site import build_site, home_of


@pytest.fixture
def directory(db: None) -> DirectoryPage:
    build_site()
    towns: tuple[Place, Place] = two_towns()
    directory = german_directory()
    publish(profile(directory, *towns))
    index = publish_section(NewsIndexPageFactory(parent=home_of("de")))
    publish(ArticlePageFactory(parent=index, title="Eisenbahn"))
    return directory


def test_only_names_that_find_a_partnership_are_meant(directory: DirectoryPage, client: Client) -> None:
    snapshot = current("de")
    read = {text: meant(snapshot, text) for text in ("Wolgogrod", "chemnitz wolgogrod", "Eisenbohn", "Wolgograd", "-")}
    assert read == {
        "Wolgogrod": "Wolgograd", "chemnitz wolgogrod": "chemnitz Wolgograd", "Eisenbohn": None, "Wolgograd": None,
        "-": None,
    }  # fmt: skip
    html = " ".join(client.get(f"{directory.url}?q=Wolgogrod&state=active").content.decode().split())
    assert (
        'Meinten Sie <a href="/de/partnerschaften/?q=Wolgograd&amp;state=active" rel="nofollow">Wolgograd</a>?' in html
    )
    assert "Meinten Sie" not in client.get(f"{directory.url}?q=Eisenbohn").content.decode()
