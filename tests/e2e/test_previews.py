"""A draft in a separate front end: typed, seen, and withdrawn."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from news.models import ArticlePage

LEAD = "Ein Vorspann, den noch niemand gespeichert hat."
# All that a front end needs: it asks for the draft with the token in its address.
FRONT_END = """<!DOCTYPE html><html lang="de"><title>Front end</title><main></main><script type="module">
const told = new URLSearchParams(location.search);
const answer = await fetch(`%s/api/v1/previews/${told.get("page")}/`,
  {headers: {Authorization: `Bearer ${told.get("token")}`}});
const found = await answer.json();
document.querySelector("main").textContent = `${answer.status}: ${found.lead ?? found.detail}`;
</script></html>"""


@pytest.fixture
def front_end(live_server: Any, settings: Any) -> Iterator[str]:
    """The address of a site of another origin that shows drafts."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((FRONT_END % live_server.url).encode())

        def log_message(self, *args: Any) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/preview"
    settings.PREVIEW_URLS = [address]
    yield address
    server.shutdown()
    server.server_close()


def test_a_front_end_shows_what_is_typed_until_it_is_withdrawn(
    demo: None, front_end: str, staff: Callable[[str], Page]
) -> None:
    article, other = ArticlePage.objects.filter(locale__language_code="de", live=True)[:2]
    page = staff("editor")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.get_by_role("textbox", name="Vorspann").fill(LEAD)
    page.get_by_role("button", name="Vorschau umschalten").click()
    page.locator("select[name=preview_mode]").select_option("front_end")
    frame: Locator = page.locator("iframe[title='Vorschau']").last.content_frame.locator("iframe")
    expect(frame.content_frame.get_by_role("main")).to_have_text(f"200: {LEAD}")
    assert ArticlePage.objects.get(pk=article.pk).lead != LEAD

    address = frame.get_attribute("src")
    token = parse_qs(urlsplit(address).query)["token"][0]
    asked = {"headers": {"Authorization": f"Bearer {token}"}}
    assert page.request.get(f"/api/v1/previews/{article.pk}/", **asked).status == 200
    refused = page.request.get(f"/api/v1/previews/{other.pk}/", **asked)
    assert (refused.status, refused.headers["content-type"]) == (403, "application/problem+json")

    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.get_by_role("button", name="Aktionen").first.click()
    page.get_by_role("link", name="Vorschauen zurückziehen").click()
    page.get_by_role("button", name="Vorschauen zurückziehen").click()
    page.wait_for_url("**/edit/")
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("403: ")
