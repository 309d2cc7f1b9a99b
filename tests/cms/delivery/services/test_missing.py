"""What an address without a page offers: the page elsewhere and what is near, never what is hidden."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from cms.delivery.services.missing import Around, around
from news.models import ArticlePage, NewsIndexPage
from search.services import rebuilding
from tests.factories.home import StandardPageFactory
from tests.factories.news import ArticlePageFactory
from tests.factories.pages import publish, publish_section, restrict
from tests.factories.site import build_site, home_of
from tests.factories.translation import in_language, news_index, translate

QUERIES = 3


def article(index: NewsIndexPage, slug: str, title: str) -> ArticlePage:
    return ArticlePageFactory(parent=index, slug=slug, title=title)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """News in three languages; of its articles one in two languages, one withdrawn in Russian, two hidden."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        index = news_index(home_of("de"))
        index.slug = "aktuelles"
        index = publish(index)
        translated = {"kaluga-2021": "Kaluga empfängt", "bruecke": "Brücke über die Wolga"}
        german = {"geheim": "Geheimrat in Wolgograd", "weg": "Wegwerftitel"}
        pages = {slug: publish(article(index, slug, title)) for slug, title in translated.items()}
        pages |= {slug: publish_section(article(index, slug, title)) for slug, title in german.items()}
        translate(pages["kaluga-2021"], "ru", {"title": "Калуга принимает", "lead": "Фраза."})
        translate(pages["bruecke"], "ru", {"title": "Мост через Волгу", "lead": "Фраза."})
        in_language(pages["bruecke"], "ru").unpublish()
        restrict(pages["geheim"])
        pages["weg"].unpublish()
        list(rebuilding.rebuild())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(built: None, db: None) -> None:
    """What `built` has built, in a test."""


def told(path: str) -> tuple[list[str], list[str], str]:
    """Addresses of the page here, of the page elsewhere, and of the section above."""
    found = around(path, path.split("/")[1])
    return (
        [card["url"] for card in found.here],
        [card["url"] for card in found.elsewhere],
        found.above["url"] if found.above else "",
    )


RU_INDEX, RU_KALUGA = "/ru/novosti/", "/ru/novosti/kaluga-prinimayet/"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("path", "offered"),
    [
        # The German path under another prefix: the page itself, also where it really stands in that language.
        ("/ru/aktuelles/kaluga-2021/", ([RU_KALUGA], ["/de/aktuelles/kaluga-2021/"], RU_INDEX)),
        ("/en/aktuelles/kaluga-2021/", ([], ["/de/aktuelles/kaluga-2021/", RU_KALUGA], "/en/news/")),
        # Withdrawn in Russian only, and wholly.
        ("/ru/novosti/most-cherez-volgu/", ([], ["/de/aktuelles/bruecke/"], RU_INDEX)),
        ("/de/aktuelles/weg/", ([], [], "/de/aktuelles/")),
        # A section that stands, steps that never did.
        ("/de/aktuelles/nie/gewesen/", ([], [], "/de/aktuelles/")),
        # Private pages are nobody's neighbours.
        ("/ru/aktuelles/geheim/", ([], [], RU_INDEX)),
        ("/de/aktuelles/geheim/mehr/", ([], [], "/de/aktuelles/")),
        ("/de/nirgends/", ([], [], "")),
    ],
)
def test_around(path: str, offered: tuple[list[str], list[str], str]) -> None:
    assert told(path) == offered


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/ru/", "/favicon.ico", "/de" + "/a" * 13 + "/"])
def test_nothing_is_asked_of_the_database_for_what_is_no_page(path: str, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(0):
        assert around(path, "ru" if path == "/ru/" else "de") == Around()


@pytest.mark.usefixtures("site")
def test_queries_do_not_grow() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            around("/ru/aktuelles/kaluga-2021/", "ru")
        return len(queries)

    assert count() == QUERIES
    for number in range(3):
        publish_section(StandardPageFactory(parent=home_of("de"), slug=f"mehr-{number}"))
    assert count() == QUERIES


@pytest.mark.usefixtures("site")
def test_the_page_offers_names_while_the_search_server_is_down(client: Client, settings: LazySettings) -> None:
    settings.SEARCH_URLS = ["http://127.0.0.1:9"]
    response = client.get("/de/aktuelles/wolga-bruecke-kaluga/")
    html = response.content.decode()
    assert response.status_code == 404
    main = html[html.index("<main") : html.index("</main>")]
    assert [name for name in ("Kaluga empfängt", "Brücke über die Wolga", "Geheimrat", "Wegwerf") if name in main] == [
        "Kaluga empfängt",
        "Brücke über die Wolga",
    ]
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.usefixtures("site")
def test_a_withdrawn_page_is_gone_and_never_named(client: Client) -> None:
    response = client.get("/de/aktuelles/weg/")
    assert response.status_code == 410
    assert "Wegwerf" not in response.content.decode()
    assert 'href="/de/aktuelles/"' in response.content.decode()


@pytest.mark.usefixtures("site")
def test_nothing_is_looked_up_below_no_language(client: Client) -> None:
    response = client.get("/kaluga-2021.php")
    assert (response.status_code, "Kaluga" in response.content.decode()) == (404, False)
