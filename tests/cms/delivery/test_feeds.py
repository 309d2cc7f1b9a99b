"""The Atom feed of a language: by the rules, with ids that last, and only what is public and in the language."""

from datetime import UTC, date, datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from cms.delivery.feeds import NEVER
from news.models import ArticlePage, NewsIndexPage
from tests.atom import read_feed
from tests.factories.entities import TopicFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import add_topics, draft_translation, publish, publish_section, restrict
from tests.factories.site import build_site, home_of


@pytest.fixture
def index(db: None) -> NewsIndexPage:
    build_site()
    return publish_section(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))


def test_an_entry_keeps_its_id_when_the_page_moves(
    client: Client, index: NewsIndexPage, settings: LazySettings
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://forum.example.org:8443"
    page = publish(ArticlePageFactory(parent=index, slug="alt"))
    page.slug = "neu"
    publish(page)
    (entry,) = read_feed(client, "/de/feed.atom").entries
    assert entry.id == f"tag:forum.example.org,2026:{page.translation_key}:de"
    assert entry.link == "https://forum.example.org:8443/de/aktuelles/neu/"


def test_all_of_a_feed(client: Client, index: NewsIndexPage) -> None:
    page = ArticlePageFactory(
        parent=index, slug="a", title="Kultur & Sport", lead="1 < 2 & mehr", date=date(2018, 7, 4)
    )
    add_topics(page, TopicFactory(names={"de": "Jugend"}), TopicFactory(names={"ru": "Спорт"}))
    page = publish_section(page)
    found = read_feed(client, "/de/feed.atom")
    assert (found.id, found.title, found.language, found.author) == (
        "tag:localhost,2026:feed:news:de", "Aktuelles – Dialograum", "de", "Dialograum",
    )  # fmt: skip
    assert found.links == {"alternate": "http://localhost/de/", "self": "http://localhost/de/feed.atom"}
    (entry,) = found.entries
    assert (entry.title, entry.summary, entry.categories) == ("Kultur & Sport", "1 &lt; 2 &amp; mehr", ["Jugend"])
    # A day begins at midnight in Berlin.
    assert entry.published == datetime(2018, 7, 3, 22, 0, tzinfo=UTC)
    moment = ArticlePage.objects.get(pk=page.pk).last_published_at
    assert (entry.updated, found.updated) == (moment, moment)


def test_an_empty_feed_says_the_same_each_time(client: Client, index: NewsIndexPage) -> None:
    found = read_feed(client, "/ru/feed.atom")
    assert (found.entries, found.updated, found.language) == ([], NEVER, "ru")


def test_who_has_the_feed_gets_it_again_only_when_it_changed(client: Client, index: NewsIndexPage) -> None:
    publish_section(ArticlePageFactory(parent=index))
    first = client.get("/de/feed.atom")
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get("/de/feed.atom", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    publish_section(ArticlePageFactory(parent=index))
    assert client.get("/de/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_each_language_has_what_is_published_in_it(client: Client, index: NewsIndexPage) -> None:
    russian = publish_section(draft_translation(index, "ru", home_of("ru"), title="Новости", slug="novosti"))
    both, draft, private = (
        publish_section(ArticlePageFactory(parent=index, title=title)) for title in ("Beide", "Entwurf", "Geheim")
    )
    translated = publish(draft_translation(both, "ru", russian, title="Обе"))
    draft_translation(draft, "ru", russian, title="Черновик")
    restrict(private)
    found = {code: read_feed(client, f"/{code}/feed.atom").entries for code in ("de", "ru", "en")}
    assert {code: sorted(entry.title for entry in entries) for code, entries in found.items()} == {
        "de": ["Beide", "Entwurf"], "ru": ["Обе"], "en": [],
    }  # fmt: skip
    assert found["ru"][0].link == f"http://localhost{translated.url}"
