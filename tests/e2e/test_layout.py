"""Every kind of page in a browser: nothing overflows or jumps, nothing is fetched elsewhere, nobody is excluded."""

import gzip
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import Page

from cms.content_store.models import ContentItem

Visit = Callable[..., Page]

TYPES = (
    "home.home",
    "news.index",
    "news.article",
    "news.theme_year",
    "conference.series",
    "conference.edition",
    "home.standard",
    "partnerships.directory",
    "partnerships.partnership",
    "partnerships.request_index",
    "partnerships.request",
)
# Searches with and without hits, an address without a page, a malformed query.
VIEWS = (
    "styleguide/", "search/", "search/?q=Kaluga", "search/?q=xyzzy", "search/?q=wolgogrod",
    "search/?q=Kaluga&type=partnerships.place",
    "nirgends/", "?q=%00", "partnerships/numbers/",
    "partnerships/numbers/states/embed/", "partnerships/places/wolgograd/", "partnerships/regions/baden-wuerttemberg/",
    "partnerships/requests/new/", "partnerships/requests/sent/",
)  # fmt: skip
# Of the directory: a narrowed table, the map and a part of it, nothing found.
RESULTS = (
    "?view=table&state=resting", "?view=map", "?view=map&bounds=5.81,50.60,8.65,52.45", "?q=xyzzy",
    "?order=since&page=2",
)  # fmt: skip
STYLES = (
    "cms/css/tokens.css",
    "cms/css/base.css",
    "cms/css/frame.css",
    "cms/css/content.css",
    "cms/css/print.css",
    "home/css/home.css",
    "news/css/news.css",
    "conference/css/conference.css",
    "search/css/search.css",
    "partnerships/css/directory.css",
    "partnerships/css/map.css",
    "partnerships/css/charts.css",
    "partnerships/css/numbers.css",
    "partnerships/css/profile.css",
    "partnerships/css/forms.css",
    "partnerships/css/requests.css",
)
# In bytes, packed; a quarter more than they are.
LARGEST_STYLES = 21_700
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
TOO_SMALL = """
() => {
  const isInText = target => {
    const paragraph = target.matches("a") && target.closest("p")?.cloneNode(true);
    if (!paragraph) return false;
    paragraph.querySelectorAll("a").forEach(link => link.remove());
    return /\\p{L}/u.test(paragraph.textContent);
  };
  return [...document.querySelectorAll("a, button, input, select, summary")]
  .filter(target => target.checkVisibility() && !target.closest(".skip-link, .visually-hidden") && !isInText(target))
  .map(target => [target.getBoundingClientRect(), target.textContent.trim().slice(0, 30)])
  .filter(([box]) => box.width > 1 && (box.height < 24 || box.width < 24))
  .map(([box, text]) => `${text} ${Math.round(box.width)}x${Math.round(box.height)}`);
}
"""
QUOTED = """
() => [".quote blockquote > p:first-child", ".quote blockquote > p:last-child"].map((selector, last) => {
  const style = getComputedStyle(document.querySelector(selector), last ? "::after" : "::before");
  return [style.content, style.quotes];
})
"""


def addresses(language: str) -> list[str]:
    """One page of every type in a language, then the views."""
    items = ContentItem.objects.filter(public=True, locale=language, type__in=TYPES).order_by("-date")
    found = {item.type: item.url_path for item in items}
    assert sorted(found) == sorted(TYPES)
    results = (f"{found['partnerships.directory']}{parameters}" for parameters in RESULTS)
    return [*found.values(), *results, *(f"/{language}/{view}" for view in VIEWS)]


@pytest.mark.parametrize("language", ["de", "ru"])
def test_nothing_overflows_on_the_smallest_phone(demo: None, visitor: Visit, language: str) -> None:
    page = visitor(width=320)
    wide = {}
    for address in addresses(language):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[address] = width
    assert wide == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_jumps_while_loading(demo: None, visitor: Visit, width: int) -> None:
    moved = shifts(visitor(width=width), addresses("de"))
    # What the page does it does again in another browser with nothing stored; what a busy machine does it does not.
    assert shifts(visitor(width=width), [*moved]) == {}


def shifts(page: Page, asked: list[str]) -> dict[str, float]:
    """How far the content of each address moved while it was loaded and read to its end; without those that stood."""
    page.add_init_script(SHIFTS)
    found = {}
    for address in asked:
        page.goto(address)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        if shift := page.evaluate("window.shifts"):
            found[address] = shift
    return found


def test_targets_are_large_enough_for_a_thumb(demo: None, visitor: Visit) -> None:
    page = visitor(width=320)
    small = {}
    for address in addresses("ru"):
        page.goto(address)
        if found := page.evaluate(TOO_SMALL):
            small[address] = found
    assert small == {}


def test_a_quotation_stands_in_the_quotation_marks_of_its_language(demo: None, visitor: Visit) -> None:
    page = visitor()
    page.goto("/de/aktuelles/presseeinladung-kaluga-2021/")
    assert page.evaluate(QUOTED) == [["open-quote", "auto"], ["close-quote", "auto"]]


def test_styles_are_small() -> None:
    size = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in STYLES)
    assert size < LARGEST_STYLES


def test_no_other_host_is_asked_and_nothing_is_stored(demo: None, visitor: Visit) -> None:
    page = visitor()
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for address in addresses("de")[: len(TYPES)]:
        page.goto(address, wait_until="networkidle")
    assert hosts == {urlsplit(page.url).netloc}
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert problems == []


def test_navigation_works_without_scripts(demo: None, visitor: Visit) -> None:
    page = visitor(width=320, scripts=False)
    page.goto("/de/")
    navigation = page.get_by_role("navigation", name="Hauptnavigation")
    assert not navigation.is_visible()
    page.locator(".menu summary").click()
    navigation.get_by_role("link", name="Aktuelles").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Aktuelles"


def test_navigation_stands_open_where_there_is_room(demo: None, visitor: Visit) -> None:
    page = visitor(width=1280)
    page.goto("/de/")
    assert page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link").count() == 5
    assert not page.locator(".menu summary").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["de", "ru", "en"])
def test_axe_finds_no_barrier(demo: None, visitor: Visit, language: str, dark: bool) -> None:
    assert barriers(visitor(dark=dark), language) == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_barrier_on_the_smallest_phone(demo: None, visitor: Visit, dark: bool) -> None:
    assert barriers(visitor(width=320, dark=dark), "ru") == {}


def barriers(page: Page, language: str) -> dict[str, list[str]]:
    """What axe finds on each address, everything unfolded."""
    found = {}
    for address in addresses(language):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        violations = Axe().run(page).response["violations"]
        serious = [row for row in violations if row["impact"] in ("serious", "critical")]
        if serious:
            found[address] = [f"{row['id']}: {node['html'][:120]}" for row in serious for node in row["nodes"]]
    return found


def test_headings_go_down_step_by_step(demo: None, visitor: Visit) -> None:
    page = visitor()
    skipped = {}
    for address in addresses("de"):
        page.goto(address)
        levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
        right = levels.count(1) == 1 and levels[0] == 1
        if not right or any(after - before > 1 for before, after in pairwise(levels)):
            skipped[address] = levels
    assert skipped == {}
