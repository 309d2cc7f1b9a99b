"""A browser, a live server and the demo's tree, as its users see them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from cms.management.demo.accounts import DEMO_PASSWORD
from tests.databases import AT_ONCE

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # The standard library's server leaves a file open whose reader has gone before its end.
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed file <_io.BufferedReader:ResourceWarning"))


@pytest.fixture(scope="session", autouse=True)
def _tasks_at_once() -> Iterator[None]:
    """No worker runs beside the live server."""
    with override_settings(TASKS=AT_ONCE):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a missing one is a failure, never a skip."""
    # Playwright's own event loop runs in this thread, where the tests also use the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visitor(chromium: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """visitor(width=1280, language="de", scripts=True) -> a page of a fresh browser with nothing stored."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1280, language: str = "de", scripts: bool = True, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale=language,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def log_in() -> Callable[[Page, str], Page]:
    """log_in(page, "editor") -> the page on the admin's home, logged in with the demo account of that name."""

    def with_password(page: Page, username: str) -> Page:
        page.goto("/admin/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return with_password


@pytest.fixture
def staff(visitor: Visit, log_in: Callable[[Page, str], Page]) -> Callable[[str], Page]:
    """staff("editor") -> a page of a fresh browser, logged in with the demo account of that name."""
    return lambda username: log_in(visitor(), username)
