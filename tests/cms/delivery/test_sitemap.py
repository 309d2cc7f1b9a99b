"""Languages as search engines are told of them: the sitemap, and the same in the head of every page."""

import datetime
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from cms.content_store.models import ContentItem
from cms.delivery import sitemap
from cms.delivery.services.hreflang import hreflang
from home.models import StandardPage
from tests.factories.home import StandardPageFactory
from tests.factories.pages import publish, publish_section, restrict
from tests.factories.site import build_site, home_of
from tests.factories.translation import draft_words, in_language, translate

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HEAD_LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
# W3C Datetime, as the protocol asks for it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
HOST = "http://localhost"
LONGEST_ADDRESS = 2048
Urls = dict[str, list[tuple[str, str]]]

HOMES = [("de", "/de/"), ("en", "/en/"), ("ru", "/ru/"), ("x-default", "/")]
BOTH = [("de", "/de/beide/"), ("ru", "/ru/obe/"), ("x-default", "/de/beide/")]
PUBLIC = {
    "/de/": HOMES, "/en/": HOMES, "/ru/": HOMES, "/de/beide/": BOTH, "/ru/obe/": BOTH, "/de/entwurf/": [],
    "/de/frei/": [], "/de/eine/": [],
}  # fmt: skip


def page(slug: str) -> StandardPage:
    return StandardPageFactory(parent=home_of("de"), slug=slug, title=slug.capitalize())


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One page in two languages, one in one, and one of every kind that must not be told of."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_site()
        pages = {slug: publish(page(slug)) for slug in ("beide", "entwurf", "frei")}
        alone = ("eine", "privat", "zurueckgezogen", "spaeter", "abgelaufen")
        pages |= {slug: publish_section(page(slug)) for slug in alone}
        for slug, title in {"beide": "Обе", "frei": "Закрытая"}.items():
            translate(pages[slug], "ru", {"title": title, "lead": "Фраза."})
        # None of these is a Russian page: a draft, one for members only, one that is gone.
        draft_words(pages["entwurf"], "ru", {"title": "Черновик", "lead": "Фраза."})
        restrict(in_language(pages["frei"], "ru"))
        restrict(pages["privat"])
        pages["zurueckgezogen"].unpublish()
        now = timezone.now()
        day = datetime.timedelta(days=1)
        items = ContentItem.objects
        items.filter(pk=pages["spaeter"].pk).update(visible_from=now + day)
        items.filter(pk=pages["abgelaufen"].pk).update(expires_at=now - day)
        items.filter(pk=pages["eine"].pk).update(
            changed_at=datetime.datetime(2026, 5, 4, 10, 30, tzinfo=datetime.UTC),
            visible_from=datetime.datetime(2026, 5, 6, 8, 0, tzinfo=datetime.UTC),
        )
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(built: None, db: None) -> None:
    """What `built` has built, in a test."""


def tree(client: Client, address: str = "/sitemap.xml") -> ElementTree.Element:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ElementTree.fromstring(response.content)  # noqa: S314  (our own)


def urls(root: ElementTree.Element) -> Urls:
    """{path: [(hreflang, path)]} of a file of addresses."""
    return {
        url.find(f"{SITEMAP}loc").text.removeprefix(HOST): [
            (link.get("hreflang"), link.get("href").removeprefix(HOST)) for link in url.findall(LINK)
        ]
        for url in root
    }


@pytest.mark.usefixtures("site")
def test_every_public_page_with_its_languages_and_nothing_else(client: Client) -> None:
    assert urls(tree(client)) == PUBLIC


@pytest.mark.usefixtures("site")
def test_the_head_of_a_page_says_the_same(client: Client) -> None:
    heads = {path: HEAD_LINK.findall(client.get(path).content.decode()) for path in PUBLIC}
    assert heads == {path: [(code, HOST + href) for code, href in links] for path, links in PUBLIC.items()}


def test_languages_name_each_other() -> None:
    for path, links in PUBLIC.items():
        named = {href for code, href in links if code != "x-default"}
        assert all(PUBLIC[href] == links for href in named)
        assert path in named or not links


@pytest.mark.usefixtures("site")
def test_the_file_keeps_the_rules_of_the_protocol(client: Client) -> None:
    root = tree(client)
    assert root.tag == f"{SITEMAP}urlset"
    assert {url.tag for url in root} == {f"{SITEMAP}url"}
    for url in root:
        assert [child.tag for child in url][:2] == [f"{SITEMAP}loc", f"{SITEMAP}lastmod"]
        assert {child.tag for child in url[2:]} <= {LINK}
        assert {link.get("rel") for link in url[2:]} <= {"alternate"}
        assert url[0].text.startswith(f"{HOST}/")
        assert len(url[0].text) < LONGEST_ADDRESS
        assert MOMENT.fullmatch(url[1].text)


@pytest.mark.usefixtures("site")
def test_the_last_change_is_the_one_that_readers_saw(client: Client) -> None:
    changed = {url[0].text.removeprefix(HOST): url[1].text for url in tree(client)}
    stored = ContentItem.objects.get(url_path="/de/beide/").changed_at
    assert changed["/de/beide/"] == stored.isoformat(timespec="seconds")
    # It changed before, and was shown from then on.
    assert changed["/de/eine/"] == "2026-05-06T08:00:00+00:00"


@pytest.mark.usefixtures("site")
def test_many_addresses_are_split(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 3)
    index = tree(client)
    assert index.tag == f"{SITEMAP}sitemapindex"
    files = [entry.find(f"{SITEMAP}loc").text.removeprefix(HOST) for entry in index]
    assert files == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    parts = [tree(client, address) for address in files]
    assert [len(part) for part in parts] == [3, 3, 2]
    assert {path: links for part in parts for path, links in urls(part).items()} == PUBLIC
    newest = [max(url[1].text for url in part) for part in parts]
    assert [entry.find(f"{SITEMAP}lastmod").text for entry in index] == newest
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.usefixtures("site")
def test_queries_do_not_grow(client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    few = count()
    for number in range(3):
        publish_section(page(f"mehr-{number}"))
    assert count() == few


def test_robots_name_the_sitemap(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /admin/", "Disallow: /*/search/", f"Sitemap: {HOST}/sitemap.xml"]


@pytest.mark.parametrize(
    ("addresses", "found"),
    [
        ({}, []),
        ({"de": "/de/a/"}, []),
        ({"de": "/de/a/", "ru": "/ru/b/"}, [("de", "/de/a/"), ("ru", "/ru/b/"), ("x-default", "/de/a/")]),
        ({"en": "/en/a/", "ru": "/ru/b/"}, [("en", "/en/a/"), ("ru", "/ru/b/")]),
        ({"de": "/de/", "ru": "/ru/"}, [("de", "/de/"), ("ru", "/ru/"), ("x-default", "/")]),
    ],
)
def test_hreflang(addresses: dict[str, str], found: list[tuple[str, str]]) -> None:
    assert [(code, href.removeprefix(HOST)) for code, href in hreflang(addresses)] == found
