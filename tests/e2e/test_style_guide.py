"""The style guide: each block looks as it did, plays nothing by itself, and stands open on paper."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from cms.blocks.body import HOST_BLOCKS

Visit = Callable[..., Page]
LOOKS = Path(__file__).with_name("style_guide.json")
# What a look is made of; lengths of lines and boxes depend on the fonts of a machine and are left out.
PROPERTIES = (
    "display", "position", "color", "background-color", "font-size", "font-weight", "font-style", "text-align",
    "margin-top", "margin-bottom", "padding-top", "padding-right", "padding-bottom", "padding-left", "row-gap",
    "border-top-width", "border-top-color", "border-bottom-width", "border-left-width", "border-left-color", "order",
)  # fmt: skip
# What most elements have goes without saying.
USUAL = {"0px", "static", "normal", "start", "0", "400", "block", "rgba(0, 0, 0, 0)"}
READ = """
([properties, usual]) => Object.fromEntries([...document.querySelectorAll(".specimen")].map(specimen => {
  const seen = {};
  for (const element of specimen.querySelectorAll(".prose > *, .prose > * *")) {
    const name = [element.localName, ...element.classList].join(".");
    const style = getComputedStyle(element);
    seen[name] ??= Object.fromEntries(
      properties.map(property => [property, style.getPropertyValue(property)])
        .filter(([, value]) => !usual.includes(value))
    );
  }
  return [specimen.id, seen];
}))
"""
SETTINGS = {"1280 light": {"width": 1280}, "1280 dark": {"width": 1280, "dark": True}, "320 light": {"width": 320}}


def differences(looks: dict[str, Any], usual: dict[str, Any]) -> dict[str, Any]:
    """Only what differs from the usual look, so that the file says what width and scheme do."""
    found: dict[str, Any] = {}
    for specimen, elements in looks.items():
        for name, style in elements.items():
            before = usual.get(specimen, {}).get(name, {})
            changed = {key: value for key, value in style.items() if before.get(key) != value}
            if changed:
                found.setdefault(specimen, {})[name] = changed
    return found


def test_blocks_look_as_they_did(demo: None, visitor: Visit, pytestconfig: pytest.Config) -> None:
    """After a change that is meant: --renew-looks, and a look at what the file says has changed."""
    seen: dict[str, Any] = {}
    for name, opened in SETTINGS.items():
        page = visitor(**opened)
        page.goto("/de/styleguide/")
        looks = page.evaluate(READ, [list(PROPERTIES), sorted(USUAL)])
        seen[name] = differences(looks, seen["1280 light"]) if seen else looks
    assert {f"block-{name}" for name in HOST_BLOCKS} <= set(seen["1280 light"])
    if pytestconfig.getoption("--renew-looks"):
        LOOKS.write_text(json.dumps(seen, indent=1, sort_keys=True) + "\n")
    assert seen == json.loads(LOOKS.read_text())


def test_a_video_is_fetched_when_it_is_asked_for(demo: None, visitor: Visit) -> None:
    page = visitor()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<!DOCTYPE html><title>Player</title>", content_type="text/html")

    page.route("https://player.vimeo.com/**", answer)
    page.goto("/de/styleguide/", wait_until="networkidle")
    assert asked == []
    start = page.get_by_role("link", name="Bei Vimeo abspielen")
    start.focus()
    page.keyboard.press("Enter")
    page.locator(".video iframe").wait_for()
    assert page.evaluate("document.activeElement.localName") == "iframe"
    assert page.locator(".video iframe").get_attribute("title") == "Bilder der Eröffnung"
    page.wait_for_load_state("networkidle")
    assert asked == ["https://player.vimeo.com/video/1000000?autoplay=1&dnt=1"]


def test_without_scripts_a_video_is_a_link(demo: None, visitor: Visit) -> None:
    page = visitor(scripts=False)
    page.goto("/de/styleguide/")
    start = page.get_by_role("link", name="Bei Vimeo abspielen")
    assert (start.get_attribute("href"), start.get_attribute("rel")) == ("https://vimeo.com/1000000", "external")
    page.locator(".video__transcript summary").click()
    assert page.get_by_text("Die Oberbürgermeister begrüßen die Gäste.").is_visible()


def test_on_paper_everything_stands_open(demo: None, visitor: Visit) -> None:
    page = visitor()
    page.goto("/de/styleguide/")
    answer = page.get_by_text("Rathäuser, Vereine und Schulen beider Länder.")
    assert not answer.is_visible()
    page.emulate_media(media="print")
    assert answer.is_visible()
    assert not page.get_by_role("link", name="Bei Vimeo abspielen").is_visible()


def test_a_wide_table_scrolls_by_keyboard_in_its_own_region(demo: None, visitor: Visit) -> None:
    page = visitor(width=320, language="ru")
    page.goto("/ru/styleguide/")
    region = page.get_by_role("region", name="Конференции последних лет")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert region.evaluate("region => region.scrollLeft") > 0
    assert page.evaluate("document.documentElement.scrollWidth") == 320
