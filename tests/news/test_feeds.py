"""The feed of a theme year."""

import uuid

import pytest
from django.test import Client

from news.models import NewsIndexPage, ThemeYearPage
from tests.atom import read_feed
from tests.factories.news import ArticlePageFactory
from tests.factories.pages import publish_section, restrict


@pytest.fixture
def address(theme_year: ThemeYearPage) -> str:
    return f"/de/news/theme-years/{theme_year.translation_key}/feed.atom"


def test_what_belongs_to_the_year(
    client: Client, index: NewsIndexPage, theme_year: ThemeYearPage, address: str
) -> None:
    publish_section(ArticlePageFactory(parent=index, title="Dazu", theme_year=theme_year))
    publish_section(ArticlePageFactory(parent=index, title="Nicht dazu"))
    found = read_feed(client, address)
    assert found.title == f"{theme_year.title} – Dialograum"
    assert found.id == f"tag:localhost,2026:feed:theme:{theme_year.translation_key}:de"
    assert found.links == {"alternate": f"http://localhost{theme_year.url}", "self": f"http://localhost{address}"}
    assert [entry.title for entry in found.entries] == ["Dazu"]
    html = client.get(theme_year.url).content.decode()
    assert f'<link rel="alternate" type="application/atom+xml" title="{theme_year.title}" href="{address}">' in html
    assert html.count(f'href="{address}"') == 2


def test_no_feed_of_what_is_not_public(client: Client, theme_year: ThemeYearPage, address: str) -> None:
    assert client.get(address.replace("/de/", "/ru/")).status_code == 404
    assert client.get(f"/de/news/theme-years/{uuid.uuid4()}/feed.atom").status_code == 404
    restrict(theme_year)
    assert client.get(address).status_code == 404
