"""What every visitor has a right to: keyboard, no scripts needed, no third party, no cookie, the language kept."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page as WagtailPage

from conference.models import EditionPage
from news.models import ArticlePage, NewsIndexPage, ThemeYearPage

Visit = Callable[..., Page]
LANGUAGES = ("de", "ru", "en")
SKIP = {"de": "Zum Inhalt springen", "ru": "Перейти к содержанию", "en": "Skip to content"}


def in_language(page: WagtailPage, language: str) -> WagtailPage:
    """The page's translation, or itself."""
    return WagtailPage.objects.get(translation_key=page.translation_key, locale__language_code=language)


@pytest.fixture
def addresses(demo: None) -> dict[str, dict[str, str]]:
    """{language: {kind: address}} of one page of every kind."""
    german = {"locale__language_code": "de"}
    pages = {
        "article": ArticlePage.objects.filter(**german).order_by("pk").first(),
        "news": NewsIndexPage.objects.get(**german),
        "theme year": ThemeYearPage.objects.get(**german),
        "edition": EditionPage.objects.get(number=16, **german),
    }
    return {
        code: {
            "home": f"/{code}/",
            **{kind: urlsplit(in_language(page, code).url).path for kind, page in pages.items()},
            "search": f"/{code}/search/?q=Kaluga",
        }
        for code in LANGUAGES
    }


@pytest.fixture
def watched(visitor: Visit) -> Iterator[Callable[..., Page]]:
    """Pages that fail the test for any message of the console, error of a script or foreign request."""
    complaints: list[str] = []

    def open_page(**options: object) -> Page:
        page = visitor(**options)

        def hear(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                complaints.append(f"{page.url}: {message.text}")

        def see(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme not in {"data", "blob"} and parts.hostname not in {"localhost", "127.0.0.1"}:
                complaints.append(f"{page.url}: {request.url}")

        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("request", see)
        return page

    yield open_page
    assert complaints == []


def test_by_keyboard_alone_from_the_home_page_to_the_first_result(addresses: dict, visitor: Visit) -> None:
    page = visitor(width=1280)
    page.goto("/de/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=SKIP["de"])
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#content$"))

    page.goto("/de/")
    tab_to(page, "Русский")
    search = page.get_by_role("banner").get_by_role("combobox")
    tab_until(page, lambda: search.evaluate("element => element === document.activeElement"))
    # What Krasnodar was called until 1920; no text of the site says so.
    page.keyboard.type("Jekaterinodar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?*q=Jekaterinodar*")
    first = page.get_by_role("main").get_by_role("heading").get_by_role("link").first
    title = first.inner_text()
    tab_until(page, lambda: first.evaluate("element => element === document.activeElement"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text("Krasnodar")
    expect(page.get_by_role("main")).not_to_contain_text("Jekaterinodar")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a link of that name has the focus."""
    tab_until(page, lambda: page.evaluate("document.activeElement.textContent.trim()") == name)


def tab_until(page: Page, reached: Callable[[], bool]) -> None:
    """Press Tab, at most as often as a page has stops."""
    for _stop in range(60):
        page.keyboard.press("Tab")
        if reached():
            return
    raise AssertionError("The keyboard does not get there.")


def test_every_page_is_read_without_scripts(addresses: dict, visitor: Visit) -> None:
    with_scripts, without = visitor(), visitor(scripts=False)
    for kind, address in addresses["de"].items():
        texts = []
        for page in (with_scripts, without):
            assert page.goto(address).status == 200, kind
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            texts.append(page.get_by_role("main").inner_text())
        assert texts[0] == texts[1], kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_third_party_no_cookie_no_complaint(addresses: dict, watched: Visit, language: str) -> None:
    page = watched(language=language)
    for address in addresses[language].values():
        response = page.goto(address, wait_until="networkidle")
        assert (response.status, response.header_value("set-cookie")) == (200, None)
        assert "script-src 'self'" in response.header_value("content-security-policy")
        expect(page.locator("html")).to_have_attribute("lang", language)
    assert page.context.cookies() == []


def test_the_language_switch_keeps_the_page(addresses: dict, visitor: Visit) -> None:
    page = visitor()
    for kind in ("home", "article", "news", "theme year", "edition"):
        page.goto(addresses["de"][kind])
        for code, name in (("ru", "Русский"), ("en", "English"), ("de", "Deutsch")):
            page.get_by_role("banner").get_by_role("link", name=name).click()
            expect(page).to_have_url(re.compile(f"{re.escape(addresses[code][kind])}$"))


def test_a_page_missing_in_a_language_offers_the_others(demo: None, visitor: Visit) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="de")
    article = ArticlePage(title="Nur auf Deutsch", slug="nur-auf-deutsch", lead="Noch nicht übersetzt.", live=False)
    index.add_child(instance=article)
    article.save_revision().publish()
    page = visitor()
    assert page.goto("/ru/aktuelles/nur-auf-deutsch/").status == 404
    offered = page.get_by_role("main").locator("a[hreflang=de]")
    expect(offered).to_have_text(article.title)
    offered.click()
    expect(page).to_have_url(re.compile("/de/aktuelles/nur-auf-deutsch/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)


def test_the_admin_speaks_no_error(
    demo: None, live_server: LiveServer, watched: Visit, log_in: Callable[[Page, str], Page]
) -> None:
    article = ArticlePage.objects.filter(locale__language_code="de").order_by("pk").first()
    edition = EditionPage.objects.get(number=16, locale__language_code="de")
    screens = {
        "moderator": [
            "/admin/",
            f"/admin/pages/{article.get_parent().pk}/",
            f"/admin/pages/{article.pk}/edit/",
            f"/admin/pages/{edition.pk}/edit/",
            "/admin/cms_entities/place/",
            "/admin/cms_entities/place/create/",
            "/admin/images/add/",
            "/admin/documents/multiple/add/",
        ],
        "translator-ru": ["/admin/", f"/admin/pages/{in_language(article, 'ru').pk}/edit/"],
    }
    for username, paths in screens.items():
        page = log_in(watched(), username)
        for path in paths:
            assert page.goto(path, wait_until="networkidle").status == 200, path
